// One-time passwords of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, thirty seconds, one step of drift either
// way) and the recovery codes for the day on which the telephone is lost.
import { Secret, TOTP } from 'otpauth';
import type { Secrets } from '../deps.ts';
import type { PersonRow, SecondFactor } from '../store/rows.ts';
import { hashToken, newRecoveryCode } from './tokens.ts';

const DIGITS = 6;
const SECONDS = 30;
const DRIFT = 1;
const RECOVERY_CODES = 10;
/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;

export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What an authenticator app reads from the QR code. */
export function addressOf(secret: string, label: string): string {
  return generator(secret, label).toString();
}

/** Codes to show once, and what is stored of them. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  return { codes, hashes: codes.map((code) => hashToken(plain(code))) };
}

/** The time step of which `otp` is the password, after `lastStep`; undefined for a wrong one and for one used before. */
export function stepOf(secret: string, otp: string, now: string, lastStep = 0): number | undefined {
  const digits = plain(otp);
  if (!/^\d{6}$/.test(digits)) return undefined;
  const timestamp = Date.parse(now);
  const delta = generator(secret, '').validate({ token: digits, timestamp, window: DRIFT });
  if (delta === null) return undefined;
  const step = Math.floor(timestamp / 1000 / SECONDS) + delta;
  return step > lastStep ? step : undefined;
}

export type Used = { factor: SecondFactor; recovery: boolean };

/**
 * What is left of a person's factor once `otp` has been used: a one-time password counts once, a recovery code is gone.
 * Undefined if it is neither.
 */
export function spendOtp(secrets: Secrets, person: PersonRow, otp: string, now: string): Used | undefined {
  const factor = person.secondFactor;
  if (!factor) return undefined;
  const hash = hashToken(plain(otp));
  if (factor.recovery.includes(hash))
    return { factor: { ...factor, recovery: factor.recovery.filter((each) => each !== hash) }, recovery: true };
  const secret = secrets.open(factor.secret, sealedFor(person));
  const step = secret === undefined ? undefined : stepOf(secret, otp, now, factor.lastStep);
  return step === undefined ? undefined : { factor: { ...factor, lastStep: step }, recovery: false };
}

/** What a sealed secret is bound to. */
export const sealedFor = ({ tenant, id }: Pick<PersonRow, 'tenant' | 'id'>): string => `second-factor:${tenant}:${id}`;

function generator(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: 'Dougong',
    label,
    algorithm: 'SHA1',
    digits: DIGITS,
    period: SECONDS,
    secret: Secret.fromBase32(secret),
  });
}

/** As typed by people: with spaces, dashes and capitals. */
const plain = (otp: string): string => otp.replace(/[\s-]/g, '').toLowerCase();
