// The commands of a store, run as an operator runs them: the bundled program in a process of its own.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import { digestOf } from '../../server/commands/digest.ts';
import { collectionsOf, indexesOf, openPlace } from '../../server/commands/place.ts';
import type { Bank } from '../flows/transfer-bank.ts';
import { type Bundle, bundleServer, serverFlags } from '../support/bundled-server.ts';
import { looseCollection, openMongoose } from '../support/stores.ts';

/** The commands for the tests of one file, and a folder for what they write; both are gone when these have ended. */
export function bundledCommands(env: { [name: string]: string } = {}) {
  let bundle: Bundle;
  let folder: string;
  beforeAll(async () => {
    bundle = await bundleServer();
    folder = mkdtempSync(join(tmpdir(), 'dougong-commands-'));
  });
  afterAll(async () => {
    await bundle.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const begin = (...args: string[]) => beginProgram(bundle.store, args, env);
  return {
    begin,
    store: (...args: string[]) => begin(...args).ended,
    /** A file or folder of that name, which need not be there yet. */
    pathOf: (name: string) => join(folder, name),
    /** A file that no command has written. */
    otherFile: () => bundle.main,
  };
}

function beginProgram(program: string, args: string[], env: { [name: string]: string }) {
  const child = spawn(process.execPath, [...serverFlags, program, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  for (const [name, stream] of [
    ['out', child.stdout],
    ['err', child.stderr],
  ] as const)
    stream.on('data', (part: Buffer) => {
      said[name] += part;
    });
  return { child, said, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...said })) };
}

/** Digest and index names of every collection. */
export async function contentOf(uri: string): Promise<object> {
  const place = await openPlace(uri);
  try {
    const content: { [name: string]: unknown } = {};
    for (const name of await collectionsOf(place)) {
      const indexes = await indexesOf(place, name);
      content[name] = [await digestOf(place, name), indexes.map(({ name: index, unique }) => [index, unique ?? false])];
    }
    return content;
  } finally {
    await place.close();
  }
}

export async function work(bank: Bank): Promise<string> {
  const { case: paid } = await bank.submit({ amount: 4_000_000 });
  await bank.decide('finance', paid, 'approve');
  await bank.submit({ amount: 8_000_000 });
  return paid;
}

export type Row = { id: string; record: string };

/** A collection beside ours, of values that JSON cannot tell apart. */
export async function addKinds(uri: string): Promise<void> {
  const { ObjectId, Long, Double, Decimal128, Binary, UUID } = mongoose.mongo;
  const own = await openMongoose(uri);
  await looseCollection(own, 'kinds').insertMany([
    {
      _id: 'a',
      id: new ObjectId(),
      at: new Date(0),
      dec: Decimal128.fromString('1.50'),
      nothing: null,
      list: [1, [2]],
    },
    { _id: 'b', long: Long.fromNumber(7), big: Long.MAX_VALUE, double: new Double(7), minus: -0, nan: Number.NaN },
    { _id: 'c', bytes: new Binary(Buffer.from([0, 255])), uuid: new UUID(), 'a.b': 1, text: '中文 🧱', pattern: /^a/i },
  ]);
  await looseCollection(own, 'kinds').createIndex({ text: 1 }, { name: 'text_1', sparse: true });
  await own.disconnect();
}

/** Names and hashes of the files below a folder. */
export function filesOf(uploads: string): object {
  const names = readdirSync(uploads, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names
      .map(({ name, parentPath }) => join(parentPath, name))
      .map((path) => [relative(uploads, path), createHash('sha256').update(readFileSync(path)).digest('hex')])
      .sort(),
  );
}
