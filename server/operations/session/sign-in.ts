import { isKey, type Session, type SignIn } from '../../../engine/index.ts';
import { inLine, MEMORY_SECONDS, pauseAfter, secondsUntil } from '../../auth/attempts.ts';
import { spendOtp } from '../../auth/second-factor.ts';
import { hashToken, newToken } from '../../auth/tokens.ts';
import type { Caller, Deps, LimitState, TenantStore } from '../../deps.ts';
import { appendAudit } from '../../domain/audit/append-audit.ts';
import { sessionView } from '../../domain/session/session-view.ts';
import { type SignInKeys, signInKeys } from '../../domain/session/sign-in-keys.ts';
import { accountAwaits, secondFactorNeeded, secondFactorWrong, signInFailed, signInLocked } from '../../fault.ts';
import type { PersonRow } from '../../store/rows.ts';

type Visitor = Pick<Caller, 'ip' | 'correlationId' | 'locale'> & { agent?: string };

/** From one address, for any name. */
const FAILURES_PER_ADDRESS = { count: 30, seconds: 60 };
/** For one name, from everywhere: far above what a few addresses reach, since each of them is paused long before. */
const FAILURES_PER_NAME = { count: 100, seconds: 3600 };

/**
 * Opens a session. A name that does not exist costs the same time, leads to the same answers and is paused in the same way
 * as one that does: an attempt does not tell who is here.
 */
export function signIn(deps: Deps, visitor: Visitor, input: SignIn): Promise<{ session: Session; token: string }> {
  const keys = signInKeys(deps, input.tenant, input.name, visitor.ip);
  return inLine(keys.address, () => inLine(keys.here, () => tryToSignIn(deps, visitor, input, keys)));
}

async function tryToSignIn(
  deps: Deps,
  visitor: Visitor,
  input: SignIn,
  keys: SignInKeys,
): Promise<{ session: Session; token: string }> {
  await refuseWhilePaused(deps, keys);
  const rows = tenantOf(deps, input.tenant);
  const person = await rows?.people.first({ filter: { name: input.name } });
  const usable = person?.active ? person : undefined;
  if (usable) {
    if (await deps.passwords.verify(usable.passwordHash, input.password)) {
      if (usable.secondFactor && input.otp === undefined) throw secondFactorNeeded();
      const opened = await open(deps, visitor, usable, keys, input.otp);
      if (typeof opened === 'object') return opened;
      if (opened === 'awaits') throw accountAwaits();
      await rememberFailure(deps, visitor, keys, input, person);
      throw opened === 'wrong-factor' ? secondFactorWrong() : signInFailed();
    }
  } else {
    await deps.passwords.verifyNothing(input.password);
  }
  await rememberFailure(deps, visitor, keys, input, person);
  throw signInFailed();
}

function tenantOf(deps: Deps, tenant: string): TenantStore | undefined {
  return isKey(tenant) ? deps.store.tenant(tenant) : undefined;
}

async function refuseWhilePaused(deps: Deps, keys: SignInKeys): Promise<void> {
  const now = deps.clock.now();
  const { limits } = deps.store;
  const [here, name, address] = await Promise.all([
    limits.read(keys.here, now),
    limits.read(keys.name, now),
    limits.read(keys.address, now),
  ]);
  const untilOver = (state: LimitState | undefined, most: { count: number; seconds: number }) =>
    state && state.count >= most.count ? secondsUntil(state.firstAt, most.seconds, now) : 0;
  const wait = Math.max(
    here ? secondsUntil(here.lastAt, pauseAfter(here.count), now) : 0,
    untilOver(name, FAILURES_PER_NAME),
    untilOver(address, FAILURES_PER_ADDRESS),
  );
  if (wait > 0) throw signInLocked(wait);
}

/** Counts a failure. The audit tells of it where the organisation exists, and names only who has the name that was typed. */
async function rememberFailure(
  deps: Deps,
  visitor: Visitor,
  keys: SignInKeys,
  { tenant }: SignIn,
  person: PersonRow | undefined,
): Promise<void> {
  const now = deps.clock.now();
  const { limits } = deps.store;
  const { count } = await limits.hit(keys.here, now, MEMORY_SECONDS);
  await limits.hit(keys.name, now, FAILURES_PER_NAME.seconds);
  await limits.hit(keys.address, now, FAILURES_PER_ADDRESS.seconds);
  const pause = pauseAfter(count);
  const lockedUntil = pause > 0 && { lockedUntil: new Date(Date.parse(now) + pause * 1000).toISOString() };
  if (!(await tenantOf(deps, tenant)?.people.first({ filter: {}, fields: ['id'] }))) return;
  await deps.store.transaction(tenant, async (tx) => {
    if (!person) return appendAudit(deps, tx, from(visitor), 'sign-in-unknown');
    await tx.people.update({ id: person.id }, { failedSignIns: count, ...lockedUntil });
    await appendAudit(deps, tx, from(visitor), 'sign-in-failed', {
      person: person.id,
      name: person.name,
      ...lockedUntil,
    });
  });
}

/**
 * No session if the person's second factor does not take `otp` (each one-time password counts once), or if the password was
 * replaced or the person deactivated since the password was proved.
 */
async function open(
  deps: Deps,
  visitor: Visitor,
  person: PersonRow,
  keys: SignInKeys,
  otp = '',
): Promise<{ session: Session; token: string } | 'wrong-factor' | 'replaced' | 'awaits'> {
  const token = newToken();
  const at = deps.clock.now();
  const row = {
    id: hashToken(token),
    tenant: person.tenant,
    person: person.id,
    csrf: newToken(),
    createdAt: at,
    seenAt: at,
    expiresAt: new Date(Date.parse(at) + deps.config.session.absoluteSeconds * 1000).toISOString(),
    ...(visitor.ip !== undefined && { ip: visitor.ip }),
    ...(visitor.agent !== undefined && { agent: visitor.agent.slice(0, 300) }),
  };
  const opened = await deps.store.transaction(person.tenant, async (tx) => {
    const stored = await tx.people.get(person.id);
    if (!stored?.active || stored.passwordHash !== person.passwordHash) return 'replaced';
    const used = spendOtp(deps.secrets, stored, otp, at);
    if (stored.secondFactor && !used) return 'wrong-factor';
    if (stored.awaits) return 'awaits';
    await tx.sessions.insert(row);
    const change = { failedSignIns: 0, lastSignInAt: at, ...(used && { secondFactor: used.factor }) };
    await tx.people.update({ id: person.id }, change, ['lockedUntil']);
    const by = { ...from(visitor), actor: person.id };
    await appendAudit(deps, tx, by, 'signed-in');
    if (used?.recovery) await appendAudit(deps, tx, by, 'recovery-code-used', { left: used.factor.recovery.length });
    return 'opened';
  });
  if (opened !== 'opened') return opened;
  await deps.store.limits.clear(keys.here);
  return { session: await sessionView(deps, person, row.csrf, visitor.locale), token };
}

function from(visitor: Visitor): { ip?: string; correlationId: string } {
  return { ...(visitor.ip !== undefined && { ip: visitor.ip }), correlationId: visitor.correlationId };
}
