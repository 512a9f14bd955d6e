import { type Issue, issue } from '../core/issue.ts';
import { didYouMean } from '../core/names.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Field } from '../fields/index.ts';
import { type Node, operandsOf, type Rule, type Scope } from '../rules/index.ts';
import { isEncrypted } from './encrypted-fields.ts';
import { fieldAt } from './field-at.ts';
import { rowColumns } from './row-columns.ts';

/** What the parsers of a form's blocks share: the fields as far as they parsed, and the issues found. */
export type FormParts = {
  fields: { [name: string]: Field };
  /** Names that are declared but faulty: naming them elsewhere is no second fault. */
  broken: ReadonlySet<string>;
  scope: Scope;
  issues: Issue[];
};

export function isBroken(parts: FormParts, path: string): boolean {
  return parts.broken.has(path.split('.')[0] ?? '');
}

/** The field, column or carried part at a dotted path; an issue where there is none. */
export function expectField(parts: FormParts, path: string, at: JsonPointer): Field | undefined {
  const field = fieldAt(parts, path);
  if (!field && !isBroken(parts, path)) unknownField(parts, path, at, []);
  return field;
}

/** True where the path is a field (or part of one), or a column of the stored row; an issue otherwise. */
export function expectPath(parts: FormParts, path: string, at: JsonPointer): boolean {
  const known = Object.hasOwn(rowColumns, path) || fieldAt(parts, path) !== undefined || isLinkId(parts, path);
  if (!known && !isBroken(parts, path)) unknownField(parts, path, at, Object.keys(rowColumns));
  return known;
}

/** `partner.id`: the id of a reference, person or unit. */
export function isLinkId(parts: Pick<FormParts, 'fields'>, path: string): boolean {
  const [name = '', part, ...rest] = path.split('.');
  const field = fieldAt(parts, name);
  return part === 'id' && rest.length === 0 && field?.kind.shape === 'link';
}

/** Issues for each encrypted field that would have to be searched, sorted or compared where it is stored. */
export function refuseEncrypted(parts: FormParts, paths: readonly string[], at: (index: number) => JsonPointer): void {
  paths.forEach((path, index) => {
    if (isEncrypted(parts, path)) parts.issues.push(issue('form/encrypted', at(index), { field: path }));
  });
}

/** The same for what a rule reads when it selects stored rows: an encrypted field is found by equality, and by being empty. */
export function refuseEncryptedReads(parts: FormParts, rule: Rule, at: JsonPointer): void {
  const refused = new Set<string>();
  const visit = (node: Node, isCompared: boolean): void => {
    if (node.kind === 'var' && !isCompared && isEncrypted(parts, node.path)) refused.add(node.path);
    const compares = node.kind === 'call' && comparesAsStored.has(node.operator.name);
    for (const operand of operandsOf(node)) visit(operand, compares);
  };
  visit(rule.node, false);
  for (const path of refused) parts.issues.push(issue('form/encrypted', at, { field: path }));
}

const comparesAsStored = new Set(['==', '!=', 'in', 'empty']);

function unknownField(parts: FormParts, path: string, at: JsonPointer, besides: string[]): void {
  const outer = path.includes('.') ? fieldAt(parts, path.slice(0, path.lastIndexOf('.'))) : undefined;
  const prefix = outer ? `${outer.path}.` : '';
  const inner = outer?.columns ?? outer?.link?.outline?.fields;
  const known = inner ? Object.keys(inner).map((name) => prefix + name) : [...Object.keys(parts.fields), ...besides];
  parts.issues.push(issue('form/unknown-field', at, { field: path.slice(0, 100), hint: didYouMean(path, known) }));
}
