import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createSecrets } from '../auth/secrets.ts';
import type { Secrets } from '../deps.ts';
import { auditAnchors } from '../domain/anchors/anchors.ts';
import type { Kept } from './verify-chains.ts';

/** The data folder of the server that has the store, unless another one is named. */
export function dataFolder(uri: string, asked: string | undefined): string {
  if (asked) return asked;
  return uri.startsWith('sqlite:') ? dirname(uri.slice('sqlite:'.length)) : process.env.DOUGONG_DATA || './data';
}

/** The key of the environment, else that of the folder. */
export function secretsIn(data: string): Secrets {
  const { DOUGONG_SECRET_KEY: secretKey } = process.env;
  return createSecrets({ data, ...(secretKey && { secretKey }) });
}

/** What the server keeps outside of its store; without a key, none is made. */
export function keptBeside(uri: string, asked: string | undefined): Kept {
  const data = dataFolder(uri, asked);
  const hasKey = process.env.DOUGONG_SECRET_KEY || existsSync(join(data, 'secret.key'));
  return { ...(hasKey && { secrets: secretsIn(data) }), anchors: auditAnchors({ data, storeUri: uri }) };
}
