// A new server key where it lies in a file, a new data key for each tenant, and every sealed value sealed with it. What was
// sealed before opens all the while. Each row is changed by itself, if it is still as it was read: servers may go on, and the
// command may be killed and given again.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sealedFor } from '../auth/second-factor.ts';
import { addKeyToFile } from '../auth/secrets.ts';
import type { Secrets } from '../deps.ts';
import { createKeyring, type Keyring } from '../store/sealing/keyring.ts';
import { type DataKey, openText, sealText, versionOf } from '../store/sealing/sealed-text.ts';
import { placeOf } from '../store/sealing/sealing.ts';
import { addressOf } from '../store/sealing/stored-rows.ts';
import { keyFolder, secretsOf } from './opened.ts';
import { collectionsOf, type Doc, type Place } from './place.ts';
import { sealReleases } from './seal-releases.ts';

const PAGE = 500;
/** One document, while keys are being rotated: the data key of each tenant that values are sealed with anew. */
const ROTATION = 'rotation';

type Say = (text: string) => void;
type Rotation = { _id: string; versions: { [tenant: string]: number }; begun: string };

export async function rotateKey(place: Place, say: Say): Promise<number> {
  const marks = place.db.collection<Rotation>(ROTATION);
  const unfinished = await marks.findOne({ _id: ROTATION });
  if (unfinished) say(`going on with the rotation that was begun at ${unfinished.begun}`);
  else if (!process.env.DOUGONG_SECRET_KEY && existsSync(join(keyFolder(place), 'secret.key'))) {
    addKeyToFile(keyFolder(place));
    say(`${join(keyFolder(place), 'secret.key')} begins with a new key; the earlier ones still open what they sealed`);
  }
  const secrets = secretsOf(place);
  const keyring = createKeyring(place.connection, secrets);
  const tenants = (await place.db.collection('keys').distinct('tenant')) as string[];
  const versions = unfinished?.versions ?? (await newVersions(keyring, tenants));
  if (!unfinished) await marks.insertOne({ _id: ROTATION, versions, begun: new Date().toISOString() });
  let wrapped = 0;
  for (const tenant of tenants) wrapped += await keyring.rewrap(tenant);
  wrapped += await renewFactors(place, secrets);
  await sealReleases(place, secrets, 'sealed');
  let rows = 0;
  for (const name of await collectionsOf(place)) {
    const done = await resealAll(place, name, keyring, versions);
    if (done > 0) say(`${name}: ${done} rows`);
    rows += done;
  }
  await place.db.dropCollection(ROTATION);
  say(`Sealed ${rows} rows with new keys, and ${wrapped} keys and second factors with the server's present key.`);
  return 0;
}

async function newVersions(keyring: Keyring, tenants: string[]): Promise<Rotation['versions']> {
  const versions: Rotation['versions'] = {};
  for (const tenant of tenants) versions[tenant] = (await keyring.add(tenant, new Date().toISOString())).version;
  return versions;
}

async function resealAll(
  place: Place,
  name: string,
  keyring: Keyring,
  versions: Rotation['versions'],
): Promise<number> {
  const collection = place.db.collection<Doc & { _id: string }>(name);
  let after: string | undefined;
  let changed = 0;
  for (;;) {
    const page = await collection
      .find({ sealed: { $exists: true }, ...(after !== undefined && { _id: { $gt: after } }) } as never, {
        projection: { tenant: 1, id: 1, about: 1, of: 1, sealed: 1 },
      })
      .sort({ _id: 1 })
      .limit(PAGE)
      .toArray();
    for (const row of page) {
      const tenant = String(row.tenant);
      const version = versions[tenant];
      if (version !== undefined && (await resealRow(collection, name, row as never, keyring, tenant, version)))
        changed += 1;
    }
    if (page.length < PAGE) return changed;
    after = page.at(-1)?._id;
  }
}

type SealedRow = { _id: string; id?: string; tenant: string; sealed: { [path: string]: string } };

async function resealRow(
  collection: { updateOne(filter: never, change: never): Promise<{ matchedCount: number }> },
  name: string,
  row: SealedRow,
  keyring: Keyring,
  tenant: string,
  version: number,
): Promise<boolean> {
  const old = Object.entries(row.sealed).filter(([, text]) => versionOf(text) < version);
  if (old.length === 0) return false;
  const key: DataKey = { version, key: await keyring.key(tenant, version) };
  const expected: { [path: string]: string } = {};
  const sealed: { [path: string]: string } = {};
  for (const [path, text] of old) {
    const about = placeOf(tenant, name, row.id ?? row._id, path);
    expected[`sealed.${path}`] = text;
    sealed[`sealed.${path}`] = sealText(openText(text, about, await keyring.key(tenant, versionOf(text))), about, key);
  }
  // A row that was changed meanwhile was sealed by its server; with an earlier key, the next rotation finds it.
  const done = await collection.updateOne({ ...addressOf(row), ...expected } as never, { $set: sealed } as never);
  return done.matchedCount > 0;
}

async function renewFactors(place: Place, secrets: Secrets): Promise<number> {
  const people = place.db.collection<Doc & { _id: string }>('people');
  let changed = 0;
  for (const path of ['secondFactor', 'pendingFactor'])
    for await (const row of people.find({ [`${path}.secret`]: { $exists: true } } as never)) {
      const { secret } = row[path] as { secret: string };
      const next = secrets.renew(secret, sealedFor({ id: String(row.id), tenant: String(row.tenant) }));
      if (next === undefined) continue;
      const filter = { ...addressOf(row), [`${path}.secret`]: secret };
      await people.updateOne(filter as never, { $set: { [`${path}.secret`]: next } } as never);
      changed += 1;
    }
  return changed;
}
