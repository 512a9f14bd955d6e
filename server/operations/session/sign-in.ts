import type { Session, SignIn } from '../../../engine/index.ts';
import { inLine, pauseAfter, signInKey } from '../../auth/attempts.ts';
import { spendOtp } from '../../auth/second-factor.ts';
import { hashToken, newToken } from '../../auth/tokens.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit } from '../../domain/audit/append-audit.ts';
import { sessionView } from '../../domain/session/session-view.ts';
import { secondFactorNeeded, secondFactorWrong, signInFailed, signInLocked } from '../../fault.ts';
import type { PersonRow } from '../../store/rows.ts';

type Visitor = Pick<Caller, 'ip' | 'correlationId' | 'locale'> & { agent?: string };

/** Failures are forgotten after this, or with a successful sign-in. */
const MEMORY_SECONDS = 24 * 3600;
const FAILURES_PER_ADDRESS = { count: 30, seconds: 60 };

/**
 * Opens a session. A name that does not exist costs the same time, leads to the same answers and is paused in the same way
 * as one that does: nobody learns who is here.
 */
export function signIn(deps: Deps, visitor: Visitor, input: SignIn): Promise<{ session: Session; token: string }> {
  const key = signInKey(input.tenant, input.name);
  return inLine(addressKey(visitor.ip), () => inLine(key, () => tryToSignIn(deps, visitor, input, key)));
}

async function tryToSignIn(
  deps: Deps,
  visitor: Visitor,
  input: SignIn,
  key: string,
): Promise<{ session: Session; token: string }> {
  await refuseWhilePaused(deps, key, visitor.ip);
  const rows = tenantOf(deps, input.tenant);
  const person = await rows?.people.first({ filter: { name: input.name } });
  const usable = person?.active ? person : undefined;
  if (usable) {
    if (await deps.passwords.verify(usable.passwordHash, input.password)) {
      if (usable.secondFactor && input.otp === undefined) throw secondFactorNeeded();
      const opened = await open(deps, visitor, usable, key, input.otp);
      if (opened) return opened;
      await rememberFailure(deps, visitor, key, input);
      throw secondFactorWrong();
    }
  } else {
    await deps.passwords.verifyNothing(input.password);
  }
  await rememberFailure(deps, visitor, key, input);
  throw signInFailed();
}

function tenantOf(deps: Deps, tenant: string): TenantStore | undefined {
  return /^[a-z][a-z0-9-]{0,47}$/.test(tenant) ? deps.store.tenant(tenant) : undefined;
}

async function refuseWhilePaused(deps: Deps, key: string, ip: string | undefined): Promise<void> {
  const now = deps.clock.now();
  const [failed, address] = await Promise.all([
    deps.store.limits.read(key, now),
    deps.store.limits.read(addressKey(ip), now),
  ]);
  const waits = [
    failed ? secondsUntil(failed.lastAt, pauseAfter(failed.count), now) : 0,
    address && address.count >= FAILURES_PER_ADDRESS.count
      ? secondsUntil(address.firstAt, FAILURES_PER_ADDRESS.seconds, now)
      : 0,
  ];
  const wait = Math.max(...waits);
  if (wait > 0) throw signInLocked(wait);
}

async function rememberFailure(deps: Deps, visitor: Visitor, key: string, input: SignIn): Promise<void> {
  const now = deps.clock.now();
  const { count } = await deps.store.limits.hit(key, now, MEMORY_SECONDS);
  await deps.store.limits.hit(addressKey(visitor.ip), now, FAILURES_PER_ADDRESS.seconds);
  const pause = pauseAfter(count);
  const lockedUntil = pause > 0 ? new Date(Date.parse(now) + pause * 1000).toISOString() : undefined;
  if (!tenantOf(deps, input.tenant)) return;
  await deps.store.transaction(input.tenant, async (tx) => {
    await tx.people.update(
      { name: input.name },
      { failedSignIns: count, ...(lockedUntil !== undefined && { lockedUntil }) },
    );
    await appendAudit(deps, tx, from(visitor), 'sign-in-failed', {
      name: input.name.slice(0, 100),
      ...(lockedUntil !== undefined && { lockedUntil }),
    });
  });
}

/** Undefined, and no session, if the person's second factor does not take `otp`: each one-time password counts once. */
async function open(
  deps: Deps,
  visitor: Visitor,
  person: PersonRow,
  key: string,
  otp = '',
): Promise<{ session: Session; token: string } | undefined> {
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
    const used = stored && spendOtp(deps.secrets, stored, otp, at);
    if (!stored || (stored.secondFactor && !used)) return false;
    await tx.sessions.insert(row);
    const change = { failedSignIns: 0, lastSignInAt: at, ...(used && { secondFactor: used.factor }) };
    await tx.people.update({ id: person.id }, change, ['lockedUntil']);
    const by = { ...from(visitor), actor: person.id };
    await appendAudit(deps, tx, by, 'signed-in');
    if (used?.recovery) await appendAudit(deps, tx, by, 'recovery-code-used', { left: used.factor.recovery.length });
    return true;
  });
  if (!opened) return undefined;
  await deps.store.limits.clear(key);
  return { session: await sessionView(deps, person, row.csrf, visitor.locale), token };
}

function from(visitor: Visitor): { ip?: string; correlationId: string } {
  return { ...(visitor.ip !== undefined && { ip: visitor.ip }), correlationId: visitor.correlationId };
}

const addressKey = (ip: string | undefined) => `sign-in-address:${ip ?? '-'}`;

function secondsUntil(from: string, seconds: number, now: string): number {
  return Math.max(0, Math.ceil((Date.parse(from) + seconds * 1000 - Date.parse(now)) / 1000));
}
