// Fills an empty place from a source, so that it can be taken up again after a kill at any moment: documents go in order of
// their ids, so the largest one says how far it came; a mark in the target says whose copy it is.
import { COPIES } from './copies.ts';
import { type Digest, digestOf, sameDigest } from './digest.ts';
import { collectionsOf, countOf, type Doc, documentsOf, type IndexDoc, indexesOf, type Place } from './place.ts';

export type Source = {
  /** Names it, so that another copy is not gone on with by mistake. */
  id: string;
  collections(): AsyncIterable<SourceCollection>;
};
export type SourceCollection = {
  name: string;
  indexes: IndexDoc[];
  /** Pages in order of ids; from after an id on. */
  documents(after?: unknown): AsyncIterable<Doc[]>;
  /** Asked once its documents have been read. */
  digest(): Promise<Digest>;
};
export type Copied = { collections: number; documents: number };
type Say = (text: string) => void;

/** A problem that the operator can do something about: told in one line. */
export class CommandError extends Error {}

export function placeSource(place: Place): Source {
  return {
    id: place.name,
    async *collections() {
      for (const name of await collectionsOf(place))
        yield {
          name,
          indexes: await indexesOf(place, name),
          documents: (after) => documentsOf(place, name, after),
          digest: () => digestOf(place, name),
        };
    },
  };
}

/** What is to be filled together with a place. */
export type Beside = {
  /** Before anything is written: rejects where something is there already. */
  expectEmpty(): Promise<void>;
  /** Also where it was filled in part before. */
  fill(): Promise<void>;
};

export async function copyInto(target: Place, source: Source, say: Say, beside?: Beside): Promise<Copied> {
  await claim(target, source.id, say, beside);
  const all: Copied = { collections: 0, documents: 0 };
  for await (const collection of source.collections()) {
    // MongoDB makes indexes of what is there faster than it keeps them while it comes; the embedded store would read and write
    // every document once more for each.
    const isIndexedFirst = target.kind === 'embedded';
    if (isIndexedFirst) await makeIndexes(target, collection);
    const documents = await fill(target, collection, say);
    if (!isIndexedFirst) await makeIndexes(target, collection);
    all.collections += 1;
    all.documents += documents;
  }
  await beside?.fill();
  await target.db.dropCollection(COPIES);
  return all;
}

async function makeIndexes(target: Place, { name: collection, indexes }: SourceCollection): Promise<void> {
  for (const { name, key, ...options } of indexes)
    await target.db.collection(collection).createIndex(key as never, { name, ...options } as never);
}

/** The place is empty, or what is in it is an unfinished copy of this very source. */
async function claim(target: Place, id: string, say: Say, beside: Beside | undefined): Promise<void> {
  const marks = target.db.collection(COPIES);
  const mark = await marks.findOne({});
  if (mark?.from === id) {
    say('going on with a copy that was not finished');
    return;
  }
  const there = await collectionsOf(target);
  const filled: string[] = [];
  for (const name of there) if ((await countOf(target, name)) > 0) filled.push(name);
  if (mark || filled.length > 0)
    throw new CommandError(
      `${target.name} is not empty (${mark ? `an unfinished copy of ${mark.from}` : filled.slice(0, 3).join(', ')}): name an empty place`,
    );
  await beside?.expectEmpty();
  await marks.insertOne({ _id: 'copy', from: id, begun: new Date().toISOString() } as never);
}

async function fill(target: Place, collection: SourceCollection, say: Say): Promise<number> {
  const { name } = collection;
  await target.db.createCollection(name).catch((cause: { code?: unknown }) => {
    if (cause.code !== 48) throw cause;
  });
  const last = await target.db.collection(name).find({}, { promoteValues: false }).sort({ _id: -1 }).limit(1).next();
  for (let anew = false; ; anew = true) {
    await pour(target, collection, anew ? undefined : last?._id, say);
    const [wanted, found] = [await collection.digest(), await digestOf(target, name)];
    if (sameDigest(wanted, found)) {
      say(`${name}: ${found.count} documents, ${found.sha256.slice(0, 12)}`);
      return found.count;
    }
    // What was there before the kill may be older than the source is now: once more from the beginning.
    if (anew || last === null)
      throw new CommandError(
        `${name} differs after copying (${wanted.count} and ${found.count} documents): stop every server that writes to the source`,
      );
    say(`${name}: changed since the copy began; copied anew`);
    await target.db.dropCollection(name);
    await target.db.createCollection(name);
    if (target.kind === 'embedded') await makeIndexes(target, collection);
  }
}

async function pour(target: Place, { name, documents }: SourceCollection, after: unknown, say: Say): Promise<void> {
  let done = 0;
  for await (const page of documents(after)) {
    await target.db.collection(name).insertMany(page as never[], { ordered: true });
    done += page.length;
    if (done % 20_000 < page.length && done >= 20_000) say(`${name}: ${done.toLocaleString('en')} documents …`);
  }
}
