import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Paths below the project's root of the files in a folder, recursively, with the given endings. */
export function filesIn(folder: string, ...endings: string[]): string[] {
  const found: string[] = [];
  const visit = (path: string) => {
    for (const name of readdirSync(path)) {
      const inner = join(path, name);
      if (statSync(inner).isDirectory()) visit(inner);
      else if (endings.some((ending) => name.endsWith(ending))) found.push(relative(root, inner));
    }
  };
  visit(join(root, folder));
  return found.sort();
}

export function sourceFiles(): string[] {
  return ['engine', 'server', 'designer'].flatMap((folder) => filesIn(folder, '.ts', '.tsx'));
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The text without comments, so that a word in an explanation is not taken for code. */
export function codeOf(path: string): string {
  return read(path)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
