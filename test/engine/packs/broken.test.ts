// Broken packs and definitions: each gives what its `.issues.json` lists, no more and no less. A `pack-…` is a list of changes to
// the pack that ships.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../engine/core/issue.ts';
import { parseOptions } from '../../../engine/fields/index.ts';
import type { PackFiles } from '../../../engine/packs/pack.ts';
import { parsePack } from '../../../engine/packs/parse-pack.ts';
import { parseRoles } from '../../../engine/packs/parse-roles.ts';
import { parseTemplate } from '../../../engine/packs/parse-template.ts';
import { type Change, changedFiles } from './changed-pack.ts';

const folder = new URL('../../fixtures/broken/', import.meta.url);
const names = readdirSync(folder).flatMap(
  (file) => /^((?:pack|template|options|roles)-[a-z-]+)\.json$/.exec(file)?.[1] ?? [],
);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

// JSON has no `undefined`: null takes a definition away.
const withoutNull = ([name, at, value]: Change): Change => [name, at, value === null ? undefined : value];

function issuesOf(name: string) {
  const json = read(`${name}.json`);
  const [kind] = name.split('-');
  if (kind === 'pack') return parsePack(changedFiles(json.changes.map(withoutNull)), []).problems;
  const parsed = kind === 'template' ? parseTemplate(json) : kind === 'options' ? parseOptions(json) : parseRoles(json);
  return parsed.ok ? [] : parsed.issues.map((found) => ({ kind: '', key: '', issue: found }));
}

describe('what is broken', () => {
  it('comes in many ways', () => expect(names.length).toBeGreaterThan(35));

  it.each(names)('%s is refused for what is wrong with it', (name) => {
    const found = issuesOf(name);
    const told = found.map(({ kind, key, issue: { code, path } }) => ({
      ...(kind !== '' && { definition: `${kind}/${key}` }),
      code,
      path,
    }));
    expect(told).toEqual(read(`${name}.issues.json`));
    for (const { issue } of found) {
      for (const locale of ['en', 'zh-CN'] as const)
        expect(messageOf(issue, locale)).not.toMatch(/\{(?!\{)\w+\}|undefined/);
    }
  });
});

describe('a broken pack', () => {
  it('is no pack, but keeps the parts that could be read', () => {
    const { pack, partial } = parsePack(changedFiles([['form/customer', '/fields/contact/type', 'txet']]), []);
    expect(pack).toBeUndefined();
    expect(Object.keys(partial.forms)).toEqual(['transfer']);
    expect(Object.keys(partial.workflows)).toEqual(['transfer-approval']);
  });

  it('whose roles cannot be read is not told that every role is unknown', () => {
    const { problems } = parsePack(changedFiles([['roles/roles', '/roles/maker/title', undefined]]), []);
    expect(problems.map(({ kind }) => kind)).toEqual(['roles']);
  });
});

describe('a pack that requires another', () => {
  it('finds forms, options, roles and datasets there', () => {
    const base = parsePack(changedFiles([]), []).pack;
    const files: PackFiles = {
      pack: { key: 'more', title: 'More', requires: ['transfer-control'] },
      definitions: [
        {
          kind: 'dashboard',
          key: 'board',
          json: {
            kind: 'dashboard',
            key: 'board',
            title: 'Board',
            access: { roles: ['manager'] },
            widgets: { count: { type: 'kpi', title: 'Count', dataset: 'transfers', measures: [{ op: 'count' }] } },
            layout: [{ widget: 'count', x: 0, y: 0, w: 4, h: 2 }],
          },
        },
        {
          kind: 'form',
          key: 'gift',
          json: {
            kind: 'form',
            key: 'gift',
            title: 'Gift',
            fields: {
              to: { type: 'reference', form: 'customer', display: 'name', title: 'To' },
              why: { type: 'choice', options: 'transfer-purposes', title: 'Why' },
            },
            access: { manager: { create: true, read: 'all' } },
          },
        },
      ],
    };
    const { pack, problems } = parsePack(files, base ? [base] : []);
    expect(problems).toEqual([]);
    expect(pack && Object.keys(pack.dashboards)).toEqual(['board']);
    const without = parsePack(files, []).problems.map(({ issue }) => issue.code);
    expect(without).toContain('pack/required-missing');
    expect(without).toContain('reports/unknown-dataset');
  });
});
