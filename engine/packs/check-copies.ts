// A chart that writes what a role may not read where that role reads it: refused by name when the pack is published.
import { type FieldAccess, narrowest } from '../access/index.ts';
import { type Issue, issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import { accessOfPath, type Form, fieldAt, formAccess } from '../forms/index.ts';
import type { Rule } from '../rules/index.ts';
import type { Workflow } from '../workflow/index.ts';

export type CopyLinks = { form(key: string): Form | undefined; role(key: string): Text };

/** Each value of the chart that is made of a field closed to a role whose access opens the field that it is written to. */
export function checkCopies(workflow: Workflow, form: Form, links: CopyLinks): Issue[] {
  return workflow.actions.flatMap(({ template, pointer: at }): Issue[] => {
    switch (template.type) {
      case 'set':
        return Object.entries(template.values).flatMap(([name, { rules }]) =>
          rules.flatMap(({ rule }) => copyIssues(rule, form, name, form, `${at}/params${pointer(name)}`, links)),
        );
      case 'create-record':
      case 'update-record': {
        const into = links.form(template.form);
        if (!into) return [];
        return template.data.rules.flatMap(({ at: inner, rule }) =>
          copyIssues(rule, form, inner.split('/')[1] ?? '', into, `${at}/params/data${inner}`, links),
        );
      }
      default:
        return [];
    }
  });
}

function copyIssues(rule: Rule, from: Form, name: string, into: Form, at: JsonPointer, links: CopyLinks): Issue[] {
  const target = own(into.fields, name);
  if (!target) return [];
  for (const role of Object.keys(into.access)) {
    // A role without a row in the form of the case has no word on it: the other form decides. Access that names the field opens it knowingly.
    if (!own(from.access, role) || own(into.access[role]?.fields ?? {}, name) !== undefined) continue;
    const here = formAccess(from, { roles: [role] });
    const there = formAccess(into, { roles: [role] });
    const read = rule.reads.flatMap((path) => opened(path, here, name, there))[0];
    if (read === undefined) continue;
    const params = {
      field: fieldAt(from, read)?.title ?? read,
      target: target.title,
      name,
      role: links.role(role),
      form: into.title,
    };
    return [issue('pack/closed-copy', at, params)];
  }
  return [];
}

type Access = { [name: string]: FieldAccess };

/** What the copy would open of the path: itself, or a column or part of it that has a place of the same name in the target. */
function opened(path: string, here: Access, name: string, there: Access): string[] {
  const isWider = (source: string, target: string) => {
    const closed = accessOfPath(here, source);
    const open = accessOfPath(there, target);
    return (closed === 'hidden' || closed === 'masked') && narrowest(open, closed) !== open;
  };
  const parts = Object.keys(here).filter((each) => each.startsWith(`${path}.`));
  const pairs = [[path, name], ...parts.map((part) => [part, name + part.slice(path.length)])] as const;
  return pairs.flatMap(([source, target]) =>
    (target === name || target in there) && isWider(source as string, target as string) ? [source as string] : [],
  );
}
