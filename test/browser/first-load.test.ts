// What a browser loads before a person sees something, from the manifest of the build. Sizes do not depend on the machine.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; src?: string };
type Manifest = { [name: string]: Chunk };

const built = new URL('../../dist/designer/', import.meta.url).pathname;
const KILOBYTE = 1024;

function manifest(): Manifest {
  const path = join(built, '.vite/manifest.json');
  if (!existsSync(path)) throw new Error('not built: run `node scripts/build.mjs` first');
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

/** The scripts that the entries bring along, each once. */
function loadedBy(entries: string[]): Set<string> {
  const chunks = manifest();
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = chunks[name];
    if (!chunk) throw new Error(`the build has no ${name}`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const other of chunk.imports ?? []) visit(other);
  };
  for (const entry of entries) visit(entry);
  return files;
}

const kilobytes = (files: Iterable<string>) =>
  Math.round([...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file))).length, 0) / KILOBYTE);

const home = ['index.html'];
const inbox = [...home, 'portal/inbox/InboxPage.tsx'];
// RJSF, the pickers of dates, the engine and its safe regular expressions come with the first form, which weighs as much again.
const form = [...home, 'portal/forms/NewRecordPage.tsx'];
const work = [...form, ...inbox, 'portal/lists/ListPage.tsx'];

describe('the first load of the portal', () => {
  it.each([
    ['with the home page is at most 400 KB', home, 400],
    ['with the inbox is at most 400 KB', inbox, 400],
    ['with a form is at most 620 KB', form, 620],
    ['with form, inbox and list is at most 660 KB', work, 660],
  ])('%s of JavaScript', (_what, entries, most) => {
    const size = kilobytes(loadedBy(entries));
    expect(size).toBeGreaterThan(50);
    expect(size).toBeLessThanOrEqual(most);
  });

  it('brings neither studio, administration, charts, trees of options nor the editor of JSON', () => {
    const chunks = manifest();
    const loaded = loadedBy(work);
    const apart = Object.entries(chunks).filter(([name]) =>
      /^(studio|admin)\/|JsonView|TreeChoice|DashboardPage|dashboard-view.*\.js$/.test(name),
    );
    expect(apart.length).toBeGreaterThanOrEqual(5);
    for (const [name, { file }] of apart) expect([name, loaded.has(file)]).toEqual([name, false]);
  });

  it('has nothing in it of the libraries that only the studio uses', () => {
    for (const file of loadedBy([...work, 'portal/cases/TaskPage.tsx', 'portal/dashboards/DashboardPage.tsx']))
      expect([file, /codemirror|cm-editor|react-querybuilder/i.test(readFileSync(join(built, file), 'utf8'))]).toEqual([
        file,
        false,
      ]);
  });
});
