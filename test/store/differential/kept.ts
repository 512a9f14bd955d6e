// Cases that once told the stores apart, as data. Each is tried in every run. A new failure is shrunk and put there too.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Doc as StoredDoc } from '../../../server/store/embedded/bson.ts';
import { decode, encode } from '../../../server/store/embedded/codec.ts';
import { normaliseDocument } from '../../../server/store/embedded/normalise.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/store-cases');

/** All kept cases of one kind, by the name of their file. */
export function keptCases<T>(kind: string): [name: string, found: T][] {
  return readdirSync(FOLDER)
    .filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.json'))
    .sort()
    .map((name) => [name.slice(0, -'.json'.length), read(readFileSync(join(FOLDER, name), 'utf8')) as T]);
}

/** Keeps a case and gives the name of its file. */
export function keepCase(kind: string, found: object): string {
  const text = write(found);
  const name = `${kind}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.json`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, name), text);
  return name;
}

/** The store's own text keeps every BSON type; it is laid out for people. */
export function write(found: object): string {
  return `${JSON.stringify(JSON.parse(encode(normaliseDocument(found, true))), null, 1)}\n`;
}

export function read(text: string): StoredDoc {
  return decode(JSON.stringify(JSON.parse(text))).document;
}
