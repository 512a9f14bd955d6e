// A backup is one gzipped file of lines: a head, then for each collection its indexes, its documents in order of their ids and
// their digest, then a last line. It holds the same on every store, so what one wrote the other restores.
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { CommandError, type Copied, type Source } from './copy.ts';
import { type Digest, digester, sameDigest } from './digest.ts';
import { type Doc, fromLine, type IndexDoc, lineOf } from './place.ts';

const FORMAT = 'dougong-store';
const VERSION = 1;
const PAGE = 500;

/** Writes all of a source; the file is there only when it is whole and on the disk. */
export async function writeDump(source: Source, file: string, say: (text: string) => void): Promise<Copied> {
  if (existsSync(file)) throw new CommandError(`${file} exists already: name a new file`);
  const part = `${file}.part`;
  const all: Copied = { collections: 0, documents: 0 };
  async function* lines(): AsyncGenerator<string> {
    yield `${lineOf({ format: FORMAT, version: VERSION, id: randomUUID(), made: new Date().toISOString() })}\n`;
    for await (const { name, indexes, documents } of source.collections()) {
      yield `${lineOf({ collection: name, indexes })}\n`;
      const digest = digester();
      for await (const page of documents()) {
        for (const document of page) digest.add(document);
        yield page.map((document) => `${lineOf({ document })}\n`).join('');
      }
      const { count, sha256 } = digest.result();
      yield `${lineOf({ end: name, count, sha256 })}\n`;
      say(`${name}: ${count} documents, ${sha256.slice(0, 12)}`);
      all.collections += 1;
      all.documents += count;
    }
    yield `${lineOf({ whole: true, ...all })}\n`;
  }
  try {
    await pipeline(Readable.from(lines()), createGzip({ level: 6 }), createWriteStream(part, { mode: 0o600 }));
    await onDisk(part);
    await rename(part, file);
    await onDisk(dirname(file));
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
  return all;
}

async function onDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** A backup to restore from; read once to see that all of it is there and unharmed, before anything is written anywhere. */
export async function dumpSource(file: string): Promise<Source> {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}`);
  const { id, digests } = await inspect(file);
  return {
    id: `backup ${id}`,
    async *collections() {
      const lines = linesOf(file);
      for (let next = await lines.next(); !next.done; next = await lines.next()) {
        const { collection: name, indexes } = next.value as { collection?: string; indexes?: IndexDoc[] };
        if (name === undefined) continue;
        let here: AsyncGenerator<Doc> | undefined = lines;
        yield {
          name,
          indexes: indexes ?? [],
          async *documents(after) {
            const from = here ?? (await linesBehind(file, name));
            here = undefined;
            yield* documentsIn(from, after);
          },
          digest: async () => digests.get(name) ?? { count: 0, sha256: '' },
        };
      }
    },
  };
}

/** The documents up to the next end of a collection; from after an id on. */
async function* documentsIn(lines: AsyncGenerator<Doc>, after: unknown): AsyncGenerator<Doc[]> {
  let page: Doc[] = [];
  let passing = after !== undefined;
  const last = lineOf({ id: after });
  for (let next = await lines.next(); !next.done && next.value.end === undefined; next = await lines.next()) {
    const document = next.value.document as Doc;
    if (passing) passing = lineOf({ id: document._id }) !== last;
    else page.push(document);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function linesBehind(file: string, collection: string): Promise<AsyncGenerator<Doc>> {
  const lines = linesOf(file);
  for (let next = await lines.next(); !next.done; next = await lines.next())
    if (next.value.collection === collection) break;
  return lines;
}

async function inspect(file: string): Promise<{ id: string; digests: Map<string, Digest> }> {
  const digests = new Map<string, Digest>();
  let head: Doc | undefined;
  let whole = false;
  let digest = digester();
  for await (const line of linesOf(file)) {
    if (!head) {
      head = line;
      if (line.format !== FORMAT) throw new CommandError(`${file} is not a backup of a store`);
      if (Number(line.version) > VERSION)
        throw new CommandError(`${file} was written by a newer version of this program: update it`);
    } else if (line.collection !== undefined) digest = digester();
    else if (line.document !== undefined) digest.add(line.document as Doc);
    else if (line.end !== undefined) {
      const found = digest.result();
      if (!sameDigest(found, { count: Number(line.count), sha256: String(line.sha256) }))
        throw new CommandError(`${file} is damaged in ${line.end}: take another backup`);
      digests.set(String(line.end), found);
    } else if (line.whole) whole = true;
  }
  if (!head || !whole) throw new CommandError(`${file} is not whole: it was cut short`);
  return { id: String(head.id), digests };
}

async function* linesOf(file: string): AsyncGenerator<Doc> {
  const unzipped = createReadStream(file).pipe(createGunzip());
  const lines = createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY });
  let failure: Error | undefined;
  unzipped.once('error', (cause) => {
    failure = cause;
    lines.close();
  });
  try {
    for await (const line of lines) yield fromLine(line);
  } catch (cause) {
    failure ??= cause as Error;
  } finally {
    unzipped.destroy();
  }
  if (failure) throw new CommandError(`${file} cannot be read (${failure.message}): it is no backup, or damaged`);
}
