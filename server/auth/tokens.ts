import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** 256 bits that nobody can guess, as text for a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the store keeps of a token: enough to recognise it, useless to open anything. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Compares without telling by its time how far two texts agree. */
export function sameText(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}

// Without letters and digits that look alike: it is read out over the telephone.
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const lowercase = letters.replace(/[A-Z]/g, '');

/** A code to write down and use once: four groups of four, about 79 bits. */
export function newRecoveryCode(): string {
  return groupsOf(lowercase);
}

/** A password to hand over once: four groups of four, about 93 bits. */
export function newPassword(): string {
  return groupsOf(letters);
}

function groupsOf(from: string): string {
  const group = () => Array.from({ length: 4 }, () => from[randomInt(from.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
