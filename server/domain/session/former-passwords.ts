import { FORMER_PASSWORDS } from '../../auth/password-policy.ts';
import type { PersonRow } from '../../store/rows.ts';

/** The hashes to keep once the present password is replaced: it, and those before it. */
export function formerWith({ passwordHash, formerPasswords = [] }: PersonRow): string[] {
  return [passwordHash, ...formerPasswords].slice(0, FORMER_PASSWORDS);
}
