import { type Issue, issue, warning } from '../core/issue.ts';
import { own } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { checkForm, type Form } from '../forms/index.ts';
import { checkDashboard, checkDataset } from '../reports/index.ts';
import { checkWorkflow, type Step, type Workflow } from '../workflow/index.ts';
import { checkCopies } from './check-copies.ts';
import { checkEncryptedForm, checkEncryptedWorkflow } from './check-encrypted.ts';
import { checkIcons, checkScenario } from './check-taken.ts';
import type { Pack, PackProblem } from './pack.ts';
import { textsOf, unknownValues } from './parse-template.ts';
import { runScenarios } from './run-scenarios.ts';
import type { Template } from './template.ts';
import { templateReads } from './template-grammar.ts';
import { toldFields } from './told-fields.ts';

/**
 * What a parsed pack says but cannot or surely does not mean, across its definitions: rights that do not fit the workflow,
 * personal data in mails, faults of the charts, scenarios that no longer come true. Errors must stop a publication.
 */
export function checkPack(pack: Pack, required: readonly Pack[]): PackProblem[] {
  const all = [pack, ...required];
  const problems: PackProblem[] = [];
  const tell = (kind: PackProblem['kind'], issues: [key: string, issues: Issue[]][]) =>
    problems.push(...issues.flatMap(([key, found]) => found.map((each) => ({ kind, key, issue: each }))));
  const each = <T>(map: { [key: string]: T }, check: (value: T) => Issue[]): [string, Issue[]][] =>
    Object.entries(map).map(([key, value]) => [key, check(value)]);

  tell('pack', [[pack.key, checkIcons(pack)]]);
  tell(
    'form',
    each(pack.forms, (form) => [
      ...accessIssues(form, rolesOf(all)),
      ...peopleIssues(form, rolesOf(all)),
      ...checkForm(form),
      ...checkEncryptedForm(form),
    ]),
  );
  tell(
    'workflow',
    each(pack.workflows, (workflow) => workflowIssues(workflow, all)),
  );
  tell(
    'template',
    each(pack.templates, (template) => templateIssues(template, pack, all)),
  );
  const form = (key: string) => all.flatMap(({ forms }) => own(forms, key) ?? [])[0];
  const options = (key: string) => all.flatMap(({ options: sets }) => own(sets, key) ?? [])[0];
  tell(
    'dataset',
    each(pack.datasets, (dataset) => checkDataset(dataset, form)),
  );
  tell(
    'dashboard',
    each(pack.dashboards, (dashboard) => checkDashboard(dashboard, options)),
  );
  tell('scenario', each(pack.scenarios, checkScenario));
  // A chart that is known to be faulty need not be walked as well.
  if (!problems.some(({ issue: found }) => found.severity === 'error')) {
    tell(
      'scenario',
      runScenarios(pack, { required }).map(({ key, issues }) => [key, issues]),
    );
  }
  return problems;
}

function rolesOf(packs: readonly Pack[]): string[] {
  return packs.flatMap(({ roles }) => Object.keys(roles));
}

function accessIssues(form: Form, roles: string[]): Issue[] {
  const issues = Object.keys(form.access).flatMap((role) =>
    roles.includes(role)
      ? []
      : [issue('pack/unknown-role', pointer('access', role), { role, hint: didYouMean(role, roles) })],
  );
  for (const [role, rights] of Object.entries(form.access)) {
    if (rights.export !== 'none') issues.push(issue('pack/export-not-supported', pointer('access', role, 'export')));
  }
  const readers = Object.values(form.access).filter(({ read }) => read !== 'none');
  if (readers.length === 0) issues.push(warning('pack/nobody-reads', '/access', { form: form.title }));
  return issues;
}

/** People of a role that there is not: nobody could ever be chosen. */
function peopleIssues(form: Form, roles: string[]): Issue[] {
  const fields = Object.values(form.fields).flatMap((field) => [
    { field, at: pointer('fields', field.name) },
    ...Object.values(field.columns ?? {}).map((column) => ({
      field: column,
      at: pointer('fields', field.name, 'fields', column.name),
    })),
  ]);
  return fields.flatMap(({ field, at }) => {
    const { role } = field.json;
    if (field.type !== 'person' || typeof role !== 'string' || roles.includes(role)) return [];
    return [issue('pack/unknown-role', `${at}/role`, { role, hint: didYouMean(role, roles) })];
  });
}

function workflowIssues(workflow: Workflow, packs: readonly Pack[]): Issue[] {
  const form = packs.flatMap(({ forms }) => own(forms, workflow.form) ?? [])[0];
  const issues = checkWorkflow(workflow, {
    form: (key) => packs.flatMap(({ forms }) => own(forms, key) ?? [])[0],
    roles: rolesOf(packs),
    template: (key) => packs.some(({ templates }) => Object.hasOwn(templates, key)),
  });
  if (!form) return issues;
  const title = (role: string) => packs.flatMap(({ roles }) => own(roles, role)?.title ?? [])[0] ?? role;
  const formOf = (key: string) => packs.flatMap(({ forms }) => own(forms, key) ?? [])[0];
  issues.push(...checkEncryptedWorkflow(workflow, form, formOf));
  issues.push(...checkCopies(workflow, form, { form: formOf, role: title }));
  workflow.start.roles.forEach((role, index) => {
    const at = pointer('start', 'roles', index);
    const create = own(form.access, role)?.create ?? 'none';
    if (create === 'none') issues.push(issue('pack/start-without-create', at, { role: title(role), form: form.title }));
    const rival = rivalOf(workflow, role, packs);
    if (rival)
      issues.push(issue('pack/two-workflows', at, { role: title(role), form: form.title, other: rival.title }));
  });
  for (const step of Object.values(workflow.steps)) {
    for (const role of assignedRoles(step)) {
      const read = own(form.access, role)?.read ?? 'none';
      if (read === 'none') {
        issues.push(
          warning('pack/step-without-read', `${step.pointer}/assign`, {
            role: title(role),
            step: step.title,
            form: form.title,
          }),
        );
      }
    }
  }
  return issues;
}

// Creating a record begins one case; which, must not be a matter of chance. The later of two, by key, is told.
function rivalOf(workflow: Workflow, role: string, packs: readonly Pack[]): Workflow | undefined {
  return packs
    .flatMap(({ workflows }) => Object.values(workflows))
    .find((other) => other.form === workflow.form && other.key < workflow.key && other.start.roles.includes(role));
}

function assignedRoles(step: Step): string[] {
  return [
    ...new Set(step.assign.flatMap((assign) => (assign.by === 'role' || assign.by === 'pool' ? [assign.role] : []))),
  ];
}

type Use = { workflow: Workflow; form: Form; mail: boolean };

function templateIssues(template: Template, pack: Pack, packs: readonly Pack[]): Issue[] {
  const uses = Object.values(pack.workflows).flatMap((workflow): Use[] => {
    const form = packs.flatMap(({ forms }) => own(forms, workflow.form) ?? [])[0];
    const sent = workflow.actions.some(
      ({ template: action }) => action.type === 'notify' && action.template === template.key,
    );
    return form && sent ? [{ workflow, form, mail: template.channel === 'mail' }] : [];
  });
  const issues = uses.length === 0 ? [warning('pack/unused-template', '')] : [];
  const texts = [
    ...textsOf(template.subject, '/subject', false),
    ...textsOf(template.body, '/body', template.format === 'html'),
  ];
  for (const [path, source] of texts) {
    issues.push(...unknownValues(source, path));
    for (const read of templateReads(source)) {
      for (const use of uses) issues.push(...readIssues(read, path, use));
    }
  }
  return issues;
}

// A mail leaves the house, and nobody can erase personal data in it.
function readIssues(read: string, path: string, { workflow, form, mail }: Use): Issue[] {
  const [root, name] = read.split('.');
  if (root === 'data' && name !== undefined && !own(form.fields, name)) {
    const params = {
      workflow: workflow.title,
      form: form.title,
      field: name,
      hint: didYouMean(name, Object.keys(form.fields)),
    };
    return [issue('pack/unknown-data', path, params)];
  }
  const told = mail ? toldFields(form, read).filter(({ personal }) => personal) : [];
  return told.map(({ title }) => issue('pack/personal-in-mail', path, { field: title, form: form.title }));
}
