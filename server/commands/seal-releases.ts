import type { Secrets } from '../deps.ts';
import { isSealed, type Sealed, sealOf } from '../domain/packs/seal-release.ts';
import { type Place, rowsOf } from './place.ts';

/**
 * Seals releases with the present key: `all` as they lie in the store, which an operator then trusts; otherwise those that
 * one of the known keys has sealed. Answers how many.
 */
export async function sealReleases(
  place: Place,
  secrets: Pick<Secrets, 'digests'>,
  which: 'all' | 'sealed',
): Promise<number> {
  let sealed = 0;
  for await (const row of rowsOf(place, 'releases')) {
    const release = {
      ...row,
      files: JSON.parse(String(row.files)),
      structures: JSON.parse(String(row.structures)),
    } as unknown as Sealed & { seal?: string };
    if (which === 'sealed' && !isSealed(secrets, release)) continue;
    await place.db
      .collection('releases')
      .updateOne({ _id: row._id as never }, { $set: { seal: sealOf(secrets, release) } });
    sealed += 1;
  }
  return sealed;
}
