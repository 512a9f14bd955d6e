import { queryOptions } from '@tanstack/react-query';
import type {
  Home,
  Notice,
  Page,
  PasswordChange,
  RecoveryCodes,
  SecondFactorSetUp,
  SecondFactorView,
  Session,
  SessionSettings,
  SignIn,
  Welcome,
} from '../../engine/index.ts';
import { authority } from './authority.ts';
import { ProblemError } from './problem.ts';
import { request } from './request.ts';

/** The session behind the cookie, or null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return adopt(await request<Session>('/session', { signal, session: false }));
    } catch (thrown) {
      if (thrown instanceof ProblemError && thrown.status === 401) return null;
      throw thrown;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** What the sign-in page may know before anybody has signed in; an older server has no such page. */
export const welcomeQuery = queryOptions({
  queryKey: ['welcome'],
  queryFn: async ({ signal }): Promise<Welcome> => {
    try {
      return await request<Welcome>('/welcome', { signal, session: false });
    } catch {
      return {};
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export async function signIn(input: SignIn): Promise<Session> {
  return adopt(await request<Session>('/session', { method: 'POST', body: input, session: false }));
}

export async function signOut(): Promise<void> {
  await request<void>('/session', { method: 'DELETE', session: false });
  authority.setCsrf('');
}

export async function changePassword(change: PasswordChange): Promise<Session> {
  await request<unknown>('/session/password', { method: 'POST', body: change });
  // A changed password gives a new session; its token comes with it.
  return adopt(await request<Session>('/session', { session: false }));
}

/** What proves that it is the person himself: his password, and what his second factor shows if he has one. */
export type Proof = { password: string; otp?: string };

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => request<SecondFactorView>('/session/second-factor', { signal }),
});

export function beginSecondFactor(proof: Proof): Promise<SecondFactorSetUp> {
  return request('/session/second-factor', { method: 'POST', body: proof });
}

export function confirmSecondFactor(otp: string): Promise<RecoveryCodes> {
  return request('/session/second-factor/confirm', { method: 'POST', body: { otp } });
}

export async function removeSecondFactor(proof: Proof): Promise<void> {
  await request<unknown>('/session/second-factor/remove', { method: 'POST', body: proof });
}

export async function saveSettings(settings: SessionSettings): Promise<void> {
  await request<unknown>('/session', { method: 'PATCH', body: settings });
}

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => request<Home>('/home', { signal }),
});

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => request<Page<Notice>>('/notices', { signal, query: { size: 20 } }),
});

/** Marks notices as read; without ids, all of them. */
export async function readNotices(ids?: string[]): Promise<void> {
  await request<unknown>('/notices/read', { method: 'POST', body: ids ? { ids } : {} });
}

function adopt(session: Session): Session {
  authority.setCsrf(session.csrf);
  return session;
}
