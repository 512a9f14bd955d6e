import type { PersonView } from '../../../engine/index.ts';
import type { PersonRow } from '../../store/rows.ts';

/** What administrators see of a person: nothing that helps to sign in. */
export function personView(row: PersonRow, now: string): PersonView {
  const {
    id,
    name,
    title,
    unit,
    roles,
    manager,
    email,
    active,
    mustChangePassword,
    secondFactor,
    lastSignInAt,
    lockedUntil,
    awaits,
    revision,
  } = row;
  return {
    id,
    name,
    title,
    unit,
    roles,
    ...(manager !== undefined && { manager }),
    ...(email !== undefined && { email }),
    active,
    locked: lockedUntil !== undefined && lockedUntil > now,
    mustChangePassword,
    secondFactor: secondFactor !== undefined,
    ...(lastSignInAt !== undefined && { lastSignInAt }),
    ...(awaits && { awaits }),
    revision,
  };
}
