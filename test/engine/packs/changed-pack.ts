import type { Json, JsonObject } from '../../../engine/core/json.ts';
import { withValueAt } from '../../../engine/core/pointer.ts';
import type { Pack, PackFiles } from '../../../engine/packs/pack.ts';
import { parsePack } from '../../../engine/packs/parse-pack.ts';
import { readPack } from '../../definitions/read-pack.ts';

/** A change of one definition: which (`form/transfer`, `pack`), where in it, and the new value (undefined removes). */
export type Change = [definition: string, pointer: string, value: Json | undefined];

/** The files of the pack that ships, changed. */
export function changedFiles(changes: readonly Change[], pack = 'transfer-control'): PackFiles {
  const files = readPack(pack);
  for (const [name, pointer, value] of changes) {
    if (name === 'pack') {
      files.pack = withValueAt(files.pack, pointer, value) as JsonObject;
      continue;
    }
    const at = files.definitions.findIndex(({ kind, key }) => `${kind}/${key}` === name);
    const [kind, key] = name.split('/') as [PackFiles['definitions'][number]['kind'], string];
    const known = files.definitions[at];
    if (!known) files.definitions.push({ kind, key, json: value as JsonObject });
    else if (pointer === '' && value === undefined) files.definitions.splice(at, 1);
    else files.definitions[at] = { kind, key, json: withValueAt(known.json, pointer, value) as JsonObject };
  }
  return files;
}

/** The pack with the changes; throws when they break it. */
export function changedPack(changes: readonly Change[] = []): Pack {
  const { pack, problems } = parsePack(changedFiles(changes), []);
  if (!pack) throw new Error(JSON.stringify(problems, null, 1));
  return pack;
}
