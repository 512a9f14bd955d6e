import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, locales, messageOf, valueAt } from '../../../engine/core/index.ts';
import { messages } from '../../../engine/core/messages/index.ts';
import { checkWorkflow, parseWorkflow } from '../../../engine/workflow/index.ts';
import { links } from './world.ts';

const folder = join(import.meta.dirname, '../../fixtures/broken');
const names = readdirSync(folder).filter((name) => /^workflow-.*(?<!\.issues)\.json$/.test(name));
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json;

function issuesOf(json: Json) {
  const parsed = parseWorkflow(json, links);
  return parsed.ok ? checkWorkflow(parsed.value, links) : parsed.issues;
}

describe('a broken workflow', () => {
  it.each(names)('%s is told what is wrong, and where', (name) => {
    const issues = issuesOf(read(name));
    expect(issues.map(({ code, path, severity }) => ({ code, path, severity }))).toEqual(
      read(name.replace('.json', '.issues.json')),
    );
    for (const found of issues) {
      for (const locale of locales) expect(messageOf(found, locale)).not.toMatch(/\{\w+\}|undefined|^$/);
    }
  });

  it.each(names)('%s: each issue stands at a place of the definition', (name) => {
    const json = read(name);
    for (const { path } of issuesOf(json)) {
      const parent = path.slice(0, path.lastIndexOf('/'));
      expect(valueAt(json, path) ?? valueAt(json, parent), path).toBeDefined();
    }
  });

  it('B25: a pattern of case numbers that would give every case the same number is refused', () => {
    const json = { ...(read('workflow-b25-case-number.json') as JsonObject), no: 'LC{yyyyy}-{sq:6}' };
    expect(issuesOf(json).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'field/serial-part /no',
      'field/serial-part /no',
      'field/serial-number /no',
    ]);
  });

  it('is there for every code that parsing and checking give', () => {
    const given = new Set(names.flatMap((name) => issuesOf(read(name)).map(({ code }) => code)));
    const source = readdirSync(join(import.meta.dirname, '../../../engine/workflow'))
      .filter(
        (name) => /^(parse|check|add-revision|not-supported|read-chart)/.test(name) && name !== 'check-decision.ts',
      )
      .map((name) => readFileSync(join(import.meta.dirname, '../../../engine/workflow', name), 'utf8'))
      .join('\n');
    const codes = Object.keys(messages).filter((code) => code.startsWith('workflow/') && source.includes(`'${code}'`));
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !given.has(code as never))).toEqual([]);
  });
});
