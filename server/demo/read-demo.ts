import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { definitionLimits, isJsonObject, type JsonObject, parseStrictJson } from '../../engine/index.ts';
import type { DemoData } from './demo-data.ts';

/** What a pack says of its demo, in `demo/` beside its definitions; undefined for a pack without one. Throws for a file that is not JSON. */
export async function readDemo(packs: string, pack: string): Promise<DemoData | undefined> {
  const folder = join(packs, pack, 'demo');
  const organisation = await read(join(folder, 'organisation.json'));
  if (!organisation) return undefined;
  const records = await read(join(folder, 'records.json'));
  const cases = await read(join(folder, 'cases.json'));
  // The files are the project's own, and what they name is checked where it is used: by forms, roles and the operations.
  return { organisation, records: records ?? { series: [] }, cases: cases ?? { cases: [] } } as unknown as DemoData;
}

async function read(file: string): Promise<JsonObject | undefined> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  if (text === undefined) return undefined;
  const parsed = parseStrictJson(text, definitionLimits);
  if (!parsed.ok || !isJsonObject(parsed.value)) throw new Error(`${file} is not a JSON object`);
  return parsed.value;
}
