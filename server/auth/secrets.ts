// Secrets that the server must be able to read again are stored sealed: who has only the store, or a backup of it, has
// nothing. The key is the environment's, or lies beside the store in a file of its own that no backup contains.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Secrets } from '../deps.ts';

const VERSION = 'v1';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM; `about` is bound to the sealed text, so that it opens nothing in another row's place. */
export function createSecrets(config: Pick<Config, 'secretKey' | 'data'>): Secrets {
  const known = new Map<string, Buffer>();
  let text: string | undefined;
  const keyFor = (use: string): Buffer => {
    text ??= config.secretKey ?? keyFile(config.data);
    const key = known.get(use) ?? Buffer.from(hkdfSync('sha256', text, '', use, KEY_BYTES));
    known.set(use, key);
    return key;
  };
  const key = () => keyFor('sealed secrets');
  return {
    seal(text, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce);
      cipher.setAAD(Buffer.from(about));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${sealed.toString('base64url')}`;
    },
    open(sealed, about) {
      const [version, body = ''] = sealed.split('.');
      const bytes = Buffer.from(body, 'base64url');
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString();
      } catch {
        return undefined;
      }
    },
    digests: (text, use) => [createHmac('sha256', keyFor(use)).update(text).digest('hex')],
  };
}

/** The key of this data folder, made when it is first needed. Of two processes that make it at once, one does. */
function keyFile(folder: string): string {
  const path = join(folder, 'secret.key');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}
