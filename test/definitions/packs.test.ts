// Every pack that ships: it parses, nothing is found wrong with it, and what its scenarios say comes true.
import { describe, expect, it } from 'vitest';
import { checkPack } from '../../engine/packs/check-pack.ts';
import { parsePack } from '../../engine/packs/parse-pack.ts';
import { releaseOf } from '../../engine/packs/release.ts';
import { runScenarios } from '../../engine/packs/run-scenarios.ts';
import { packNames, readPack } from './read-pack.ts';

it('ships at least one pack', () => expect(packNames()).toContain('transfer-control'));

describe.each(packNames())('the pack %s', (name) => {
  const files = readPack(name);
  const { pack, problems } = parsePack(files, []);

  it('parses without a problem', () => {
    expect(problems).toEqual([]);
    expect(pack?.key).toBe(name);
  });

  it('holds every definition of its folder', () => {
    const counts =
      pack &&
      [
        pack.forms,
        pack.workflows,
        pack.datasets,
        pack.dashboards,
        pack.templates,
        pack.options,
        pack.pages,
        pack.scenarios,
      ].map((map) => Object.keys(map).length);
    const found = ['form', 'workflow', 'dataset', 'dashboard', 'template', 'options', 'page', 'scenario'].map(
      (kind) => files.definitions.filter((each) => each.kind === kind).length,
    );
    expect(counts).toEqual(found);
  });

  it('checks clean', () => {
    expect(pack && checkPack(pack, [])).toEqual([]);
  });

  it('does what its scenarios say', () => {
    const results = pack ? runScenarios(pack) : [];
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('is named by its content, whatever the order of its files and keys', () => {
    const shuffled = {
      pack: Object.fromEntries(Object.entries(files.pack).reverse()),
      definitions: [...files.definitions].reverse(),
    };
    expect(releaseOf(shuffled).hash).toBe(releaseOf(files).hash);
    const [first, ...rest] = files.definitions;
    const changed = first
      ? { ...files, definitions: [{ ...first, json: { ...first.json, title: 'Changed' } }, ...rest] }
      : files;
    expect(releaseOf(changed).hash).not.toBe(releaseOf(files).hash);
  });
});
