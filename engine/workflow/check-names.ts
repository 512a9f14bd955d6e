import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { ActionTemplate } from './action.ts';
import type { WorkflowLinks } from './parse-workflow.ts';
import { laterActions } from './schema-action.ts';
import type { Workflow } from './workflow.ts';

/** An action on records of a form: the form, the fields that it writes, and the field that links to what it makes. */
function recordIssues(
  workflow: Workflow,
  template: Extract<ActionTemplate, { type: 'create-record' | 'update-record' }>,
  at: JsonPointer,
  links: WorkflowLinks,
): Issue[] {
  const form = links.form(template.form);
  if (!form) return [issue('workflow/unknown-form', `${at}/form`, { form: template.form })];
  const fields = Object.keys(form.fields);
  const written =
    isJsonObject(template.data.json) && !isRule(template.data.json) ? Object.keys(template.data.json) : [];
  const issues = written
    .filter((name) => !fields.includes(name))
    .map((name) =>
      issue('workflow/unknown-field', `${at}/data${pointer(name)}`, { field: name, hint: didYouMean(name, fields) }),
    );
  const link = template.type === 'create-record' ? template.link : undefined;
  const holder = link === undefined ? undefined : links.form(workflow.form)?.fields[link];
  if (link !== undefined && holder?.link?.form !== template.form)
    issues.push(issue('workflow/link-field', `${at}/link`, { field: holder?.title ?? link, form: form.title }));
  return issues;
}

const isRule = (json: JsonObject) => Object.keys(json).length === 1 && Object.hasOwn(json, 'rule');

/** Actions that nothing carries out yet. */
export function checkActions(workflow: Workflow): Issue[] {
  return workflow.actions
    .filter(({ template }) => laterActions.includes(template.type))
    .map(({ template, pointer }) =>
      issue('workflow/not-supported', `${pointer}/type`, { what: `action "${template.type}"` }),
    );
}

/** Roles and templates that do not exist. */
export function checkNames(workflow: Workflow, links: WorkflowLinks): Issue[] {
  const { roles } = links;
  const unknownRole = (role: string | undefined, path: JsonPointer): Issue[] =>
    role === undefined || !roles || roles.includes(role)
      ? []
      : [issue('workflow/unknown-role', path, { role, hint: didYouMean(role, roles) })];
  return [
    ...workflow.start.roles.flatMap((role, index) => unknownRole(role, `/start/roles/${index}`)),
    ...unknownRole(workflow.admin, '/admin'),
    ...Object.entries(workflow.events).flatMap(([event, { roles: senders }]) =>
      (senders ?? []).flatMap((role, index) => unknownRole(role, `/events/${event}/roles/${index}`)),
    ),
    ...Object.values(workflow.steps).flatMap((step) => [
      ...step.assign.flatMap((assign, index) =>
        unknownRole('role' in assign ? assign.role : undefined, `${step.pointer}/assign/${index}/role`),
      ),
      ...unknownRole(typeof step.empty === 'object' ? step.empty.role : undefined, `${step.pointer}/empty/role`),
      ...unknownRole(step.transfer.role, `${step.pointer}/transfer/role`),
      ...unknownRole(step.addSigner.role, `${step.pointer}/addSigner/role`),
    ]),
    ...workflow.actions.flatMap(({ template, pointer: at }) => {
      if (template.type === 'create-record' || template.type === 'update-record')
        return recordIssues(workflow, template, `${at}/params`, links);
      if (template.type !== 'notify') return [];
      const missing = links.template(template.template)
        ? []
        : [issue('workflow/unknown-template', `${at}/params/template`, { template: template.template })];
      return [
        ...missing,
        ...template.to.flatMap((to) =>
          unknownRole(typeof to === 'object' && 'role' in to ? to.role : undefined, `${at}/params/to`),
        ),
      ];
    }),
  ];
}
