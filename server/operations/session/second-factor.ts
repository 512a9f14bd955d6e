// The second step of a person's own sign-in: set up with an authenticator app, replaced, switched off.
import { issue, type RecoveryCodes, type SecondFactorSetUp, type SecondFactorView } from '../../../engine/index.ts';
import { requiresSecondFactor } from '../../auth/permissions.ts';
import { addressOf, newRecoveryCodes, newSecret, sealedFor, stepOf } from '../../auth/second-factor.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { expectBoth } from '../../domain/session/expect-password.ts';
import { invalid, notFound } from '../../fault.ts';
import type { PersonRow } from '../../store/rows.ts';

/** Minutes to read the code with a telephone and type what it shows. */
const PENDING_MINUTES = 15;

export async function secondFactorView(deps: Deps, caller: Caller): Promise<SecondFactorView> {
  const { secondFactor } = await self(deps.store.tenant(caller.actor.tenant), caller);
  const required = await requiresSecondFactor(deps, caller.actor);
  if (!secondFactor) return { on: false, required };
  return { on: true, required, since: secondFactor.since, recoveryCodesLeft: secondFactor.recovery.length };
}

/** Makes a secret for an app. Nothing asks for it before it has been confirmed; a factor that there is stays until then. */
export async function beginSecondFactor(
  deps: Deps,
  caller: Caller,
  input: { password: string; otp?: string | undefined },
): Promise<SecondFactorSetUp> {
  const person = await self(deps.store.tenant(caller.actor.tenant), caller);
  await expectBoth(deps, person, input);
  const secret = newSecret();
  const until = new Date(Date.parse(deps.clock.now()) + PENDING_MINUTES * 60_000).toISOString();
  await deps.store.transaction(person.tenant, async (tx) => {
    await self(tx, caller);
    await tx.people.update(
      { id: person.id },
      { pendingFactor: { secret: deps.secrets.seal(secret, sealedFor(person)), until } },
    );
  });
  return { secret, address: addressOf(secret, `${person.name} @ ${person.tenant}`), until };
}

/** The app shows the right password: from now on every sign-in asks for one. Other sessions of the person end. */
export async function confirmSecondFactor(deps: Deps, caller: Caller, input: { otp: string }): Promise<RecoveryCodes> {
  const now = deps.clock.now();
  const { codes, hashes } = newRecoveryCodes();
  await deps.store.transaction(caller.actor.tenant, async (tx) => {
    const person = await self(tx, caller);
    const { pendingFactor } = person;
    const secret =
      pendingFactor && pendingFactor.until > now
        ? deps.secrets.open(pendingFactor.secret, sealedFor(person))
        : undefined;
    if (secret === undefined) throw invalid([issue('server/second-factor-begin-again', '')]);
    const step = stepOf(secret, input.otp, now);
    if (step === undefined) throw invalid([issue('server/otp-wrong', '/otp')]);
    const secondFactor = {
      secret: deps.secrets.seal(secret, sealedFor(person)),
      since: now,
      lastStep: step,
      recovery: hashes,
    };
    await tx.people.update({ id: person.id }, { secondFactor }, ['pendingFactor']);
    await endOtherSessions(tx, person, caller);
    await appendAudit(deps, tx, byCaller(caller), 'second-factor-on');
  });
  return { codes };
}

/** Switches it off; refused where one of the person's roles asks for it. */
export async function removeSecondFactor(
  deps: Deps,
  caller: Caller,
  input: { password: string; otp?: string | undefined },
): Promise<void> {
  const person = await self(deps.store.tenant(caller.actor.tenant), caller);
  if (await requiresSecondFactor(deps, caller.actor)) throw invalid([issue('server/second-factor-kept', '')]);
  await expectBoth(deps, person, input);
  await deps.store.transaction(person.tenant, async (tx) => {
    await self(tx, caller);
    await tx.people.update({ id: person.id }, {}, ['secondFactor', 'pendingFactor']);
    await endOtherSessions(tx, person, caller);
    await appendAudit(deps, tx, byCaller(caller), 'second-factor-off');
  });
}

async function self(rows: TenantStore, { actor }: Caller): Promise<PersonRow> {
  const person = await rows.people.get(actor.id);
  if (!person) throw notFound('person', actor.id);
  return person;
}

async function endOtherSessions(tx: TenantStore, person: PersonRow, caller: Caller): Promise<void> {
  const others = await tx.sessions.find({ filter: { person: person.id }, sort: ['id'], fields: ['id'] });
  for (const { id } of others) if (id !== caller.session) await tx.sessions.remove({ id });
}
