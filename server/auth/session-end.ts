import type { Config } from '../config.ts';
import type { SessionRow } from '../store/rows.ts';

/** Whether a session has run out: its time is over, or it has not been used for too long. */
export function isOver(
  { expiresAt, seenAt }: Pick<SessionRow, 'expiresAt' | 'seenAt'>,
  { idleSeconds }: Config['session'],
  now: string,
): boolean {
  return expiresAt <= now || Date.parse(now) - Date.parse(seenAt) > idleSeconds * 1000;
}

/** Whether the person proved who they are a short while ago: at sign-in, or since. */
export function isProven(
  { createdAt, provenAt = createdAt }: Pick<SessionRow, 'createdAt' | 'provenAt'>,
  { proofSeconds }: Config['session'],
  now: string,
): boolean {
  return Date.parse(now) - Date.parse(provenAt) <= proofSeconds * 1000;
}
