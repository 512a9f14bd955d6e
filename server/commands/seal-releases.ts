import { createSecrets } from '../auth/secrets.ts';
import { type Sealed, sealOf } from '../domain/packs/seal-release.ts';
import { type Place, rowsOf } from './place.ts';

/** Seals every release with the key of a data folder, as it lies in the store: an operator trusts it. Answers how many. */
export async function sealReleases(place: Place, data: string): Promise<number> {
  const { DOUGONG_SECRET_KEY: secretKey } = process.env;
  const secrets = createSecrets({ data, ...(secretKey && { secretKey }) });
  let sealed = 0;
  for await (const row of rowsOf(place, 'releases')) {
    const release = {
      ...row,
      files: JSON.parse(String(row.files)),
      structures: JSON.parse(String(row.structures)),
    } as unknown as Sealed;
    await place.db
      .collection('releases')
      .updateOne({ _id: row._id as never }, { $set: { seal: sealOf(secrets, release) } });
    sealed += 1;
  }
  return sealed;
}
