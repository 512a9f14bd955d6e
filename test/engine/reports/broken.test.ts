// One broken definition for each fault: `<kind>-<fault>.json` gives what `<kind>-<fault>.issues.json` lists, no more and no less.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../engine/core/index.ts';
import { parseDashboard, parseDataset } from '../../../engine/reports/index.ts';
import { forms, visits } from './visits.ts';

const folder = new URL('../../fixtures/broken/', import.meta.url);
const names = readdirSync(folder).flatMap((file) => /^((?:dataset|dashboard)-[a-z-]+)\.json$/.exec(file)?.[1] ?? []);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

function parse(name: string) {
  const json = read(`${name}.json`);
  if (name.startsWith('dataset-')) return parseDataset(json, { form: (key) => forms[key], forms: Object.keys(forms) });
  const dataset = visits();
  return parseDashboard(json, {
    dataset: (key) => (key === 'visits' ? dataset : undefined),
    datasets: ['visits'],
    roles: ['maker', 'manager'],
  });
}

describe('a broken definition', () => {
  it('is there for many faults', () => expect(names.length).toBeGreaterThan(40));

  it.each(names)('%s is refused for what is wrong with it', (name) => {
    const parsed = parse(name);
    const issues = parsed.ok ? [] : parsed.issues;
    expect(issues.map(({ code, path }) => ({ code, path }))).toEqual(read(`${name}.issues.json`));
    for (const found of issues) {
      for (const locale of ['en', 'zh-CN'] as const) {
        // Every parameter is filled in, in either language.
        expect(messageOf(found, locale)).not.toMatch(/\{\w+\}/);
        expect(messageOf(found, locale).length).toBeGreaterThan(3);
      }
    }
  });

  it.each([
    ['dashboard-unknown-dataset', '(did you mean "visits"?)'],
    ['dashboard-unknown-role', '(did you mean "manager"?)'],
    ['dashboard-unknown-field', '(did you mean "value"?)'],
    ['dashboard-unknown-filter', '(did you mean "period"?)'],
    ['dataset-unknown-form', '(did you mean "visit"?)'],
    ['dataset-unknown-path', '(did you mean "data.value"?)'],
  ])('%s is answered with a hint', (name, hint) => {
    const parsed = parse(name);
    expect(parsed.ok ? [] : parsed.issues.map((found) => messageOf(found, 'en')).join('\n')).toContain(hint);
  });
});
