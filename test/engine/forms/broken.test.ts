// One broken form for each fault: `form-<fault>.json` gives what `form-<fault>.issues.json` lists, no more and no less.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, locales, localise, messageOf, valueAt } from '../../../engine/core/index.ts';
import { formMessages } from '../../../engine/core/messages/forms.ts';
import { messages } from '../../../engine/core/messages/index.ts';
import { outlineOf, parseForm } from '../../../engine/forms/index.ts';

const folder = new URL('../../fixtures/broken/', import.meta.url);
const names = readdirSync(folder).flatMap((file) => /^(form-[a-z-]+)\.json$/.exec(file)?.[1] ?? []);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

const partner = outlineOf({
  kind: 'form',
  key: 'partner',
  title: 'Partner',
  fields: {
    name: { type: 'text' },
    level: { type: 'text' },
    limit: { type: 'money' },
    sites: { type: 'line-items', fields: { city: { type: 'text' } } },
  },
});

function issuesOf(json: unknown) {
  const parsed = parseForm(json, {
    options: () => undefined,
    form: (key) => (key === 'partner' ? partner : undefined),
  });
  return parsed.ok ? [] : parsed.issues;
}

describe('a broken form', () => {
  it.each(names)('%s is refused for what is wrong with it', (name) => {
    const found = issuesOf(read(`${name}.json`));
    expect(found.map(({ code, path }) => ({ code, path }))).toEqual(read(`${name}.issues.json`));
    for (const each of found) {
      for (const locale of locales) {
        const template = localise(messages[each.code], locale);
        const named = [...template.matchAll(/(?<!\{)\{(\w+)\}/g)].map((match) => match[1] ?? '');
        expect(Object.keys(each.params)).toEqual(expect.arrayContaining(named));
        expect(messageOf(each, locale)).not.toContain('undefined');
      }
    }
  });

  it('is there for every fault that a form can have', () => {
    const ofData = [
      'check',
      'check-failed',
      'rule-failed',
      'compute-failed',
      'calendar-guessed',
      'unsettled',
      'repeated',
      'not-writable',
    ].map((code) => `form/${code}`);
    const told = new Set(
      names.flatMap((name) => read(`${name}.issues.json`).map(({ code }: { code: string }) => code)),
    );
    expect(Object.keys(formMessages).filter((code) => !told.has(code) && !ofData.includes(code))).toEqual([]);
  });

  it.each([
    ['form-unknown-key', 'access'],
    ['form-misspelt-declaration', 'required'],
    ['form-unknown-type', 'text'],
    ['form-unknown-linked-field', 'level'],
    ['form-rule-field', 'limit'],
    ['form-rule-unknown-option', 'gold'],
    ['form-view-column', 'status'],
    ['form-access-field', 'partner.level'],
  ])('%s is answered with "%s"', (name, meant) => {
    const messages = issuesOf(read(`${name}.json`)).map((found) => messageOf(found, 'en'));
    expect(messages.join('\n')).toContain(`(did you mean "${meant}"?)`);
  });

  it.each([null, 3, 'form', [], undefined, {}])('%j is no form', (json) => {
    expect(issuesOf(json).length).toBeGreaterThan(0);
  });

  it('never throws, whatever is in the place of one of its parts, and points into the definition', () => {
    const whole = read('form-many-faults.json') as JsonObject;
    const places = pointersIn(whole);
    expect(places.length).toBeGreaterThan(60);
    for (const place of places) {
      for (const odd of [null, 0, 'x', true, [], {}, [[]], { var: 'name' }, { type: 'text' }]) {
        const json = structuredClone(whole);
        put(json, place, odd);
        for (const found of issuesOf(json)) {
          const parent = found.path.slice(0, found.path.lastIndexOf('/'));
          expect(valueAt(json, parent), `${found.code} ${found.path}`).toBeDefined();
        }
      }
    }
  });
});

function pointersIn(value: unknown, at: string[] = []): string[][] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => [[...at, String(index)], ...pointersIn(item, [...at, String(index)])]);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...pointersIn(inner, [...at, key])]);
}

function put(json: JsonObject, [head = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) json[head] = value as JsonObject[string];
  else put(json[head] as JsonObject, rest, value);
}
