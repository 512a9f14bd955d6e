import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, organisationOf } from '../../../engine/access/index.ts';
import type { JsonObject } from '../../../engine/core/index.ts';
import { type OptionSet, parseOptions } from '../../../engine/fields/index.ts';
import {
  type Context,
  type Form,
  type FormLinks,
  formAccess,
  outlineOf,
  parseForm,
} from '../../../engine/forms/index.ts';

/** Forms and people for the suites about forms: the pack that ships, and whatever a test writes down. */

const folder = join(import.meta.dirname, '../../../definitions/transfer-control');

export function definition(path: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as JsonObject;
}

export const optionSets: { [key: string]: OptionSet } = {};
for (const key of ['transfer-purposes', 'customer-levels']) {
  const parsed = parseOptions(definition(`options/${key}.json`));
  if (parsed.ok) optionSets[key] = parsed.value;
}

export const packLinks: FormLinks = {
  options: (key) => optionSets[key],
  form: (key) => (['customer', 'transfer'].includes(key) ? outlineOf(definition(`forms/${key}.json`)) : undefined),
};

/** The parsed form; a definition with issues fails the test that asks for it. */
export function formOf(json: unknown, links: FormLinks = packLinks): Form {
  const parsed = parseForm(json, links);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues, null, 2));
  return parsed.value;
}

/** A form of these fields (and blocks), open to the role `clerk`. */
export function formWith(fields: JsonObject, blocks: JsonObject = {}, links?: FormLinks): Form {
  const access = { clerk: { create: true, read: 'all', update: 'all' } };
  return formOf({ kind: 'form', key: 'sample', title: 'Sample', fields, access, ...blocks }, links);
}

export const clerk: Actor = { id: 'p-clerk', tenant: 't', name: 'li', title: 'Li', unit: 'u-branch', roles: ['clerk'] };

export const organisation = organisationOf({
  units: [
    { id: 'u-group', title: 'Group', kind: 'group' },
    { id: 'u-branch', title: 'Branch', kind: 'branch', parent: 'u-group' },
    { id: 'u-desk', title: 'Desk', kind: 'department', parent: 'u-branch' },
    { id: 'u-other', title: 'Other branch', kind: 'branch', parent: 'u-group' },
  ],
  people: [
    { id: 'p-clerk', name: 'li', title: 'Li', unit: 'u-branch', roles: ['clerk'], active: true, manager: 'p-chief' },
    { id: 'p-chief', name: 'wang', title: 'Wang', unit: 'u-group', roles: ['chief', 'clerk'], active: true },
    { id: 'p-gone', name: 'ai', title: 'Ai', unit: 'u-branch', roles: ['clerk'], active: false },
  ],
});

/** The clerk, on 24 November 2026 in the afternoon, with what the clerk's roles allow. */
export function contextOf(form: Form, more: Partial<Context> = {}): Context {
  return {
    env: {
      data: {},
      now: '2026-11-24T07:00:00.000Z',
      zone: 'Asia/Shanghai',
      organisation,
      calendar: { isWorkday: () => true, hours: { from: 540, to: 1080 } },
    },
    actor: clerk,
    locale: 'en',
    options: (key) => optionSets[key],
    access: formAccess(form, more.actor ?? clerk),
    ...more,
  };
}

/** `code path` of each issue, for comparing at a glance. */
export function told(issues: readonly { code: string; path: string }[]): string[] {
  return issues.map(({ code, path }) => `${code} ${path}`);
}
