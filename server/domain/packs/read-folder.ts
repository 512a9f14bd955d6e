import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  definitionKinds,
  definitionLimits,
  type Issue,
  isJsonObject,
  isKey,
  issue,
  type JsonObject,
  kindFacts,
  type PackFiles,
  parseStrictJson,
  typeOf,
  typeWords,
} from '../../../engine/index.ts';
import { fileOf } from './file-of.ts';

/** A file that cannot be used, and why: `path` points into its JSON. */
export type FileProblem = { file: string; issue: Issue };
/** A pack's folder as it was read; with problems, `files` lacks what they are about. */
export type FolderPack = { key: string; files?: PackFiles; problems: FileProblem[] };

/** Every pack below a folder. What is no pack (no pack.json) is passed over. */
export async function readPacks(folder: string): Promise<FolderPack[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [] as Dirent[]);
  const packs: FolderPack[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
    const found = await readPack(folder, entry.name);
    if (found) packs.push(found);
  }
  return packs;
}

async function readPack(folder: string, key: string): Promise<FolderPack | undefined> {
  const problems: FileProblem[] = [];
  const read = async (file: string): Promise<JsonObject | undefined> => {
    const parsed = parseStrictJson(
      (await readFile(join(folder, file), 'utf8')).replace(/^\ufeff/, ''),
      definitionLimits,
    );
    if (!parsed.ok) {
      problems.push(...parsed.issues.map((found) => ({ file, issue: found })));
      return undefined;
    }
    if (isJsonObject(parsed.value)) return parsed.value;
    problems.push({
      file,
      issue: issue('definition/type', '', {
        expected: typeWords('object'),
        found: typeOf(parsed.value),
      }),
    });
    return undefined;
  };
  const top = await readdir(join(folder, key));
  if (!top.includes('pack.json')) return undefined;
  if (!isKey(key))
    return { key, problems: [{ file: `${key}/pack.json`, issue: issue('definition/name', '/key', { name: key }) }] };
  const pack = await read(fileOf(key, 'pack', key));
  const definitions: PackFiles['definitions'] = [];
  for (const kind of definitionKinds) {
    if (!top.includes(kindFacts[kind].folder)) continue;
    const names = (await readdir(join(folder, key, kindFacts[kind].folder)))
      .filter((name) => name.endsWith('.json'))
      .sort();
    for (const name of names) {
      const json = await read(fileOf(key, kind, name.slice(0, -'.json'.length)));
      if (json) definitions.push({ kind, key: name.slice(0, -'.json'.length), json });
    }
  }
  return { key, problems, ...(pack && { files: { pack, definitions } }) };
}
