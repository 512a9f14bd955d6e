// What would put the value of an encrypted field where it is not encrypted: refused by name when the pack is published.
import { type Issue, issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { Field } from '../fields/index.ts';
import { type Form, fieldAt, isEncrypted } from '../forms/index.ts';
import type { Rule } from '../rules/index.ts';
import type { Workflow } from '../workflow/index.ts';

/** A form whose own definition copies or shows an encrypted value. */
export function checkEncryptedForm(form: Form): Issue[] {
  const shown = form.record.display.parts.flatMap((part) =>
    'path' in part && isEncrypted(form, part.path)
      ? [issue('pack/encrypted-shown', pointer('record', 'display'), { field: part.path })]
      : [],
  );
  const placed = fieldsOf(form);
  return [
    ...shown,
    ...copiedByRules(form),
    ...placed.flatMap(linkIssues),
    ...placed.flatMap(fillIssues),
    ...placed.flatMap(fileIssues),
  ];
}

type Fields = { [name: string]: Field };
/** `inSealed`: the rows that it lies in are encrypted. */
type Placed = { field: Field; at: JsonPointer; beside: Fields; inSealed: boolean };

function fieldsOf({ fields }: Form): Placed[] {
  return Object.values(fields).flatMap((field) => [
    { field, at: pointer('fields', field.name), beside: fields, inSealed: false },
    ...Object.values(field.columns ?? {}).map((column) => ({
      field: column,
      at: pointer('fields', field.name, 'fields', column.name),
      beside: field.columns ?? {},
      inSealed: field.encrypted,
    })),
  ]);
}

function copiedByRules(form: Form): Issue[] {
  const copies = [
    ...form.computed.map((formula) => ({ ...formula, key: 'compute' })),
    ...form.defaults.map((formula) => ({ ...formula, key: 'default' })),
  ];
  return copies.flatMap(({ field, rows, rule, key }) => {
    if (field.encrypted || rows?.encrypted) return [];
    const at = rows ? pointer('fields', rows.name, 'fields', field.name, key) : pointer('fields', field.name, key);
    return copiesIn(form, rule, field.path, at, rows?.name);
  });
}

function copiesIn(form: Form, rule: Rule, target: string, at: JsonPointer, rows?: string): Issue[] {
  const paths = rule.reads.map((path) => (rows !== undefined && path.startsWith('row.') ? rows + path.slice(3) : path));
  const read = paths.find((path) => isEncrypted(form, path));
  return read === undefined ? [] : [issue('pack/encrypted-copy', at, { field: read, target })];
}

// A reference keeps copies of what it shows and carries of the other record.
function linkIssues({ field, at, inSealed }: Placed): Issue[] {
  const { link } = field;
  if (!link || field.encrypted || inSealed) return [];
  const places: [name: string, at: JsonPointer][] = [
    [link.display, `${at}/display`],
    ...link.carry.map((name, index): [string, JsonPointer] => [name, at + pointer('carry', index)]),
  ];
  return places.flatMap(([name, place]) =>
    isSecret(field, name) ? [issue('pack/encrypted-copy', place, { field: name, target: field.path })] : [],
  );
}

// It also fills in fields beside it.
function fillIssues({ field, at, beside, inSealed }: Placed): Issue[] {
  if (inSealed) return [];
  return Object.entries(field.link?.fill ?? {}).flatMap(([target, source]) => {
    const leaks = isSecret(field, source) && own(beside, target)?.encrypted === false;
    return leaks ? [issue('pack/encrypted-copy', at + pointer('fill', target), { field: source, target })] : [];
  });
}

const isSecret = ({ link }: Field, name: string) => own(link?.outline?.fields ?? {}, name)?.encrypted === true;

function fileIssues({ field, at }: Placed): Issue[] {
  const holdsFiles = [field, ...Object.values(field.columns ?? {})].some(({ kind }) => kind.encrypts === false);
  return field.encrypted && holdsFiles ? [issue('pack/encrypted-file', `${at}/encrypted`, { field: field.title })] : [];
}

/** A workflow that writes an encrypted value elsewhere, or lets its people and times follow from one. */
export function checkEncryptedWorkflow(
  workflow: Workflow,
  form: Form,
  formOf: (key: string) => Form | undefined,
): Issue[] {
  const issues: Issue[] = [];
  const copy = (into: Form | undefined, name: string, rule: Rule, at: JsonPointer) => {
    if (into && own(into.fields, name)?.encrypted !== true) issues.push(...copiesIn(form, rule, name, at));
  };
  for (const { template, pointer: at } of workflow.actions) {
    if (template.type === 'set')
      for (const [name, { rules }] of Object.entries(template.values))
        for (const { rule } of rules) copy(form, name, rule, `${at}/params${pointer(name)}`);
    if (template.type === 'create-record' || template.type === 'update-record')
      for (const { at: inner, rule } of template.data.rules)
        copy(formOf(template.form), inner.split('/')[1] ?? '', rule, `${at}/params/data${inner}`);
  }
  const moves = (path: string, at: JsonPointer, use: Text) => {
    if (isEncrypted(form, path))
      issues.push(issue('pack/encrypted-moves-case', at, { field: fieldAt(form, path)?.title ?? path, use }));
  };
  for (const { delay, pointer: at } of workflow.timers)
    if (delay.from === 'field') moves(delay.field, at, { en: 'time of the timer', 'zh-CN': '定时时间' });
  for (const step of Object.values(workflow.steps))
    for (const [index, assign] of step.assign.entries())
      if (assign.by === 'field')
        moves(assign.field, step.pointer + pointer('assign', index, 'field'), {
          en: 'holder of the task',
          'zh-CN': '任务办理人',
        });
  return issues;
}
