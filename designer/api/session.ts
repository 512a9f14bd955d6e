import { queryOptions } from '@tanstack/react-query';
import type {
  PasswordChange,
  Proof,
  RecoveryCodes,
  SecondFactorSetUp,
  Session,
  SessionSettings,
  SignIn,
  Welcome,
} from '../../engine/index.ts';
import { authority } from './authority.ts';
import { call } from './call.ts';
import { ProblemError } from './problem.ts';

/** The session behind the cookie, or null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return adopt(await call('GET /session', { signal, session: false }));
    } catch (thrown) {
      if (thrown instanceof ProblemError && thrown.status === 401) return null;
      throw thrown;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** What the sign-in page may know before sign-in; an older server has no such page. */
export const welcomeQuery = queryOptions({
  queryKey: ['welcome'],
  queryFn: async ({ signal }): Promise<Welcome> => {
    try {
      return await call('GET /welcome', { signal, session: false });
    } catch {
      return {};
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export async function signIn(input: SignIn): Promise<Session> {
  return adopt(await call('POST /session', { body: input, session: false }));
}

export async function signOut(): Promise<void> {
  await call('DELETE /session', { session: false });
  authority.setCsrf('');
}

export async function changePassword(change: PasswordChange): Promise<Session> {
  await call('POST /session/password', { body: change });
  // A changed password gives a new session; its token comes with it.
  return adopt(await call('GET /session', { session: false }));
}

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call('GET /session/list', { signal }).then((list) => list.items),
});

export async function endSession(id: string): Promise<void> {
  await call('DELETE /session/list/:id', { params: { id } });
}

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => call('GET /session/second-factor', { signal }),
});

/** Proves again who is there, before a sensitive act. */
export async function prove(proof: Proof): Promise<void> {
  await call('POST /session/proof', { body: proof });
}

export function beginSecondFactor(proof: Proof): Promise<SecondFactorSetUp> {
  return call('POST /session/second-factor', { body: proof });
}

export function confirmSecondFactor(otp: string): Promise<RecoveryCodes> {
  return call('POST /session/second-factor/confirm', { body: { otp } });
}

export async function removeSecondFactor(proof: Proof): Promise<void> {
  await call('POST /session/second-factor/remove', { body: proof });
}

export async function saveSettings(settings: SessionSettings): Promise<void> {
  await call('PATCH /session', { body: settings });
}

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => call('GET /home', { signal }),
});

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => call('GET /notices', { signal, query: { size: 20 } }),
});

/** Marks notices as read; without ids, all of them. */
export async function readNotices(ids?: string[]): Promise<void> {
  await call('POST /notices/read', { body: ids ? { ids } : {} });
}

function adopt(session: Session): Session {
  authority.setCsrf(session.csrf);
  return session;
}
