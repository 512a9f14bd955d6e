import { type Issue, issue } from '../core/issue.ts';
import { didYouMean } from '../core/names.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { WorkflowLinks } from './parse-workflow.ts';
import type { Workflow } from './workflow.ts';

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
    ...workflow.actions.flatMap(({ template, pointer }) => {
      if (template.type !== 'notify') return [];
      const missing = links.template(template.template)
        ? []
        : [issue('workflow/unknown-template', `${pointer}/params/template`, { template: template.template })];
      return [
        ...missing,
        ...template.to.flatMap((to) =>
          unknownRole(typeof to === 'object' && 'role' in to ? to.role : undefined, `${pointer}/params/to`),
        ),
      ];
    }),
  ];
}
