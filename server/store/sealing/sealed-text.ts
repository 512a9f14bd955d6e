import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** A key that values are sealed with, by its number. */
export type DataKey = { version: number; key: Buffer };

/** AES-256-GCM; `about` (tenant, collection, row and field) is authenticated with it, so that it opens nowhere else. */
export function sealText(text: string, about: string, { version, key }: DataKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${version}.${sealed.toString('base64url')}`;
}

/** Throws for what was sealed with another key, for another place, or was changed. */
export function openText(sealed: string, about: string, key: Buffer): string {
  const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString();
}

/** The number of the key that a text was sealed with. */
export function versionOf(sealed: string): number {
  return Number(sealed.slice(0, sealed.indexOf('.')));
}

/** A keyed hash that tells equal values and nothing else about them; cut short, so that chance collisions blur how often one occurs. */
export function blindText(text: string, key: Buffer): string {
  return createHmac('sha256', key).update(text).digest().subarray(0, 16).toString('base64url');
}
