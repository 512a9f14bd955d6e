// Secrets that the server must be able to read again are stored sealed: who has only the store, or a backup of it, has
// nothing. The key is the environment's, or lies beside the store in a file of its own that no backup contains. Either may
// name several keys: the first one seals, each of them opens, so that a key can be replaced while servers run.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Secrets } from '../deps.ts';

const VERSION = 'v1';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM; `about` is bound to the sealed text, so that it opens nothing in another row's place. */
export function createSecrets(config: Pick<Config, 'secretKey' | 'data'>): Secrets {
  let texts: string[] = [];
  let keys: Buffer[] = [];
  const load = (): Buffer[] => {
    texts = config.secretKey === undefined ? keysInFile(config.data) : secretKeysIn(config.secretKey);
    keys = texts.map((text) => derived(text, 'sealed secrets'));
    return keys;
  };
  const known = (): Buffer[] => (keys.length > 0 ? keys : load());
  const openAt = (sealed: string, about: string): { text: string; index: number } | undefined => {
    const [version, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
    for (const [index, key] of known().entries()) {
      const text = opened(bytes, about, key);
      if (text !== undefined) return { text, index };
    }
    return undefined;
  };
  const open = (sealed: string, about: string) => {
    const found = openAt(sealed, about);
    if (found || config.secretKey !== undefined) return found;
    // The file may have been given a new key since it was read.
    load();
    return openAt(sealed, about);
  };
  const seal = (text: string, about: string): string => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', known()[0] as Buffer, nonce);
    cipher.setAAD(Buffer.from(about));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${VERSION}.${sealed.toString('base64url')}`;
  };
  return {
    seal,
    open: (sealed, about) => open(sealed, about)?.text,
    renew(sealed, about) {
      const found = open(sealed, about);
      if (!found) throw new Error('A sealed secret does not open with any key that is known');
      return found.index === 0 ? undefined : seal(found.text, about);
    },
    digests(text, use) {
      known();
      return texts.map((each) => createHmac('sha256', derived(each, use)).update(text).digest('hex'));
    },
  };
}

function derived(text: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', text, '', use, KEY_BYTES));
}

function opened(bytes: Buffer, about: string, key: Buffer): string | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}

/** `new,old`: the keys that DOUGONG_SECRET_KEY names, the present one first. */
export function secretKeysIn(text: string): string[] {
  return text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}

const newKey = () => randomBytes(KEY_BYTES).toString('base64url');
const keyPath = (folder: string) => join(folder, 'secret.key');

/** The keys of this data folder, a line each; the first is made when it is first needed. Of two processes that make it at once, one does. */
function keysInFile(folder: string): string[] {
  const path = keyPath(folder);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path, `${newKey()}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Puts a new key before those of the folder. The earlier ones stay: what they sealed, and older backups, still open. */
export function addKeyToFile(folder: string): void {
  const lines = [newKey(), ...keysInFile(folder)];
  const half = `${keyPath(folder)}.new`;
  writeFileSync(half, `${lines.join('\n')}\n`, { mode: 0o600 });
  renameSync(half, keyPath(folder));
}
