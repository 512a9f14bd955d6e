import { collectionsOf, type Place } from './place.ts';

export type CollectionStats = {
  name: string;
  documents: number;
  bytes: number;
  stored: number;
  indexes: number;
  indexBytes: number;
};

/** Sizes by collection, largest first. */
export async function statsOf(place: Place): Promise<CollectionStats[]> {
  const found: CollectionStats[] = [];
  for (const name of await collectionsOf(place)) {
    const { count, size, storageSize, nindexes, totalIndexSize } = await place.db.command({ collStats: name });
    found.push({
      name,
      documents: Number(count),
      bytes: Number(size),
      stored: Number(storageSize),
      indexes: Number(nindexes),
      indexBytes: Number(totalIndexSize),
    });
  }
  return found.sort((a, b) => b.stored + b.indexBytes - a.stored - a.indexBytes);
}
