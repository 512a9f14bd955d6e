// What is sealed in a store, opened for a command that has to look into it. The key is the server's own.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createSecrets } from '../auth/secrets.ts';
import type { Secrets } from '../deps.ts';
import { createKeyring, type Keyring } from '../store/sealing/keyring.ts';
import { createSealing, type SealedForms } from '../store/sealing/sealing.ts';
import type { Doc, Place } from './place.ts';

/** Opens rows of a collection as they lie in the store; those that are not sealed stay as they are. */
export type Opener = (collection: string, row: Doc) => Promise<Doc>;

/** Rows are only opened here: no form is asked what would have to be sealed. */
const noForms: SealedForms = {
  current: async () => [],
  past: async () => new Map(),
};

export function openerOf(place: Place): Opener {
  let keyring: Keyring | undefined;
  return async (collection, row) => {
    if (row.sealed === undefined) return row;
    keyring ??= createKeyring(place.connection, secretsOf(place));
    return (await createSealing(collection, String(row.tenant), { keyring, forms: noForms })?.open(row)) ?? row;
  };
}

/** The folder of the key where the environment names none: beside the data file, or that of a server over MongoDB. */
export function keyFolder({ name }: Pick<Place, 'name'>): string {
  return name.startsWith('sqlite:') ? dirname(name.slice('sqlite:'.length)) : process.env.DOUGONG_DATA || './data';
}

export function secretsOf(place: Pick<Place, 'name'>): Secrets {
  const secretKey = process.env.DOUGONG_SECRET_KEY;
  const data = keyFolder(place);
  if (!secretKey && !existsSync(join(data, 'secret.key')))
    throw new Error(
      `The store holds sealed values: set DOUGONG_SECRET_KEY, or put secret.key of the server into ${data}`,
    );
  return createSecrets({ data, ...(secretKey && { secretKey }) });
}
