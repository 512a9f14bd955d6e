import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read, root } from './sources.ts';

const topFolders = readdirSync(root).filter(
  (name) =>
    !name.startsWith('.') &&
    !['node_modules', 'dist', 'data', 'coverage'].includes(name) &&
    statSync(join(root, name)).isDirectory(),
);
const readmes = [
  'README.md',
  ...topFolders.map((folder) => `${folder}/README.md`).filter((path) => existsSync(join(root, path))),
];

describe('the README', () => {
  it.each(topFolders)('names the folder %s', (folder) => {
    expect(read('README.md')).toContain(`\`${folder}/\``);
  });

  it.each(['engine', 'server', 'designer', 'definitions', 'test'])('of %s exists and is short', (folder) => {
    expect(read(`${folder}/README.md`).split('\n').length).toBeLessThanOrEqual(61);
  });

  it.each(readmes)('%s names only paths that exist', (readme) => {
    const base = readme.includes('/') ? readme.slice(0, readme.lastIndexOf('/')) : '';
    const paths = [...read(readme).matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`|\]\(((?!https?:)[^)#]+)\)/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    const missing = paths.filter(
      (path) =>
        !path.includes('<') &&
        !path.startsWith('./') &&
        !existsSync(join(root, base, path)) &&
        !existsSync(join(root, path)),
    );
    expect(missing).toEqual([]);
  });
});
