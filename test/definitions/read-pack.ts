import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DefinitionKind, PackFiles } from '../../engine/index.ts';

export const definitionsFolder = fileURLToPath(new URL('../../definitions', import.meta.url));

const folders: { [folder: string]: DefinitionKind } = {
  forms: 'form',
  workflows: 'workflow',
  datasets: 'dataset',
  dashboards: 'dashboard',
  templates: 'template',
  options: 'options',
  roles: 'roles',
  pages: 'page',
  scenarios: 'scenario',
};

/** Every folder of definitions that has a pack.json. */
export function packNames(): string[] {
  return readdirSync(definitionsFolder).filter((name) => statSync(join(definitionsFolder, name)).isDirectory());
}

/** A pack as it lies in `definitions/`. */
export function readPack(name: string): PackFiles {
  const read = (...path: string[]) => JSON.parse(readFileSync(join(definitionsFolder, name, ...path), 'utf8'));
  const definitions = Object.entries(folders).flatMap(([folder, kind]) => {
    const files = readdirSync(join(definitionsFolder, name)).includes(folder)
      ? readdirSync(join(definitionsFolder, name, folder))
      : [];
    return files.map((file) => ({ kind, key: file.replace(/\.json$/, ''), json: read(folder, file) }));
  });
  return { pack: read('pack.json'), definitions };
}
