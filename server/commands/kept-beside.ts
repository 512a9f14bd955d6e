import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createSecrets } from '../auth/secrets.ts';
import { auditAnchors } from '../domain/anchors/anchors.ts';
import type { Kept } from './verify-chains.ts';

/** The data folder of the server that has the store, unless another one is named. */
export function dataFolder(uri: string, asked: string | undefined): string {
  if (asked) return asked;
  return uri.startsWith('sqlite:') ? dirname(uri.slice('sqlite:'.length)) : process.env.DOUGONG_DATA || './data';
}

/** What the server keeps outside of its store; without a key, none is made. */
export function keptBeside(uri: string, asked: string | undefined): Kept {
  const data = dataFolder(uri, asked);
  const { DOUGONG_SECRET_KEY: secretKey } = process.env;
  const hasKey = secretKey || existsSync(join(data, 'secret.key'));
  return {
    ...(hasKey && { secrets: createSecrets({ data, ...(secretKey && { secretKey }) }) }),
    anchors: auditAnchors({ data, storeUri: uri }),
  };
}
