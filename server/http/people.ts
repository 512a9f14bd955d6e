import { confirmPerson } from '../operations/people/confirm-person.ts';
import { createPerson } from '../operations/people/create-person.ts';
import { createUnit } from '../operations/people/create-unit.ts';
import { handOver } from '../operations/people/hand-over.ts';
import { issuePassword } from '../operations/people/issue-password.ts';
import { listNames } from '../operations/people/list-names.ts';
import { listPeople } from '../operations/people/list-people.ts';
import { listRoles } from '../operations/people/list-roles.ts';
import { listUnits } from '../operations/people/list-units.ts';
import { personTasks } from '../operations/people/person-tasks.ts';
import { removeUnit } from '../operations/people/remove-unit.ts';
import { resetSecondFactor } from '../operations/people/reset-second-factor.ts';
import { taskReceivers } from '../operations/people/task-receivers.ts';
import { updatePerson } from '../operations/people/update-person.ts';
import { updateUnit } from '../operations/people/update-unit.ts';
import { answer, created, del, get, noContent, pageOf, patch, post, put, type Route } from './route.ts';
import { clearable, flag, listOf, nothing, object, oneOf, optional, text, title } from './shape.ts';

const id = () => text({ min: 1, max: 64 });
const person = {
  name: text({ min: 1, max: 48 }),
  title: title(),
  unit: id(),
  roles: listOf(text({ min: 1, max: 48 }), 50),
};
const unit = object({
  title: title(),
  kind: oneOf('group', 'company', 'branch', 'department'),
  parent: optional(id()),
  head: optional(id()),
});

export const peopleRoutes: Route[] = [
  get(
    '/people',
    {
      access: 'people',
      summary: 'People, by page',
      query: { q: 'Part of a name', page: 'From 1', size: 'At most 200', count: 'true for the total' },
    },
    async ({ deps, caller, query }) =>
      answer(
        await listPeople(deps, caller, {
          ...pageOf(query),
          count: query.count === 'true',
          ...(query.q && { q: query.q }),
        }),
      ),
  ),

  get(
    '/people/names',
    {
      access: 'person',
      summary: 'Names of active people',
      query: { q: 'Part of a name', role: 'Only who has it', unit: 'Only of it' },
    },
    async ({ deps, caller, query }) => answer(await listNames(deps, caller, query)),
  ),

  post(
    '/people',
    {
      access: 'people',
      summary: 'Add a person; answers the password to hand over, once',
      body: object({ ...person, manager: optional(id()), email: optional(text({ max: 254 })) }),
      secret: true,
      proof: true,
    },
    async ({ deps, caller, body }) => created(await createPerson(deps, caller, body)),
  ),

  patch(
    '/people/:id',
    {
      access: 'people',
      summary: 'Change a person; If-Match names the revision',
      proof: true,
      body: object({
        name: optional(person.name),
        title: optional(person.title),
        unit: optional(person.unit),
        roles: optional(person.roles),
        manager: clearable(id()),
        email: clearable(text({ max: 254 })),
        active: optional(flag()),
      }),
    },
    async ({ deps, caller, params, body, ifMatch }) =>
      answer(await updatePerson(deps, caller, params.id ?? '', body, ifMatch())),
  ),

  get(
    '/people/:id/tasks',
    { access: 'people', summary: 'What a person has to decide' },
    async ({ deps, caller, params }) => answer(await personTasks(deps, caller, params.id ?? '')),
  ),
  get(
    '/people/:id/receivers',
    {
      access: 'operations',
      summary: 'Who may take open tasks of a person',
      query: { q: 'Part of a name' },
      heavy: true,
    },
    async ({ deps, caller, params, query }) => answer(await taskReceivers(deps, caller, params.id ?? '', query.q)),
  ),
  post(
    '/people/:id/hand-over',
    {
      access: 'operations',
      summary: "Give a person's open tasks to another",
      body: object({ to: id(), reason: text({ min: 1, max: 2_000 }) }),
      idempotency: 'required',
    },
    async ({ deps, caller, params, body }) => answer(await handOver(deps, caller, params.id ?? '', body)),
  ),

  post(
    '/people/:id/password',
    { access: 'people', summary: 'Issue a new password, shown once', body: nothing, secret: true, proof: true },
    async ({ deps, caller, params }) => created(await issuePassword(deps, caller, params.id ?? '')),
  ),

  post(
    '/people/:id/confirm',
    {
      access: 'people',
      summary: 'Confirm, as the second administrator, what an account was given',
      body: nothing,
      proof: true,
    },
    async ({ deps, caller, params, ifMatch }) => answer(await confirmPerson(deps, caller, params.id ?? '', ifMatch())),
  ),

  del(
    '/people/:id/second-factor',
    { access: 'people', summary: 'Remove the second factor of a person who has lost it', proof: true },
    async ({ deps, caller, params }) => answer(await resetSecondFactor(deps, caller, params.id ?? '')),
  ),

  get('/units', { access: 'person', summary: 'The organisation tree' }, async ({ deps, caller }) =>
    answer(await listUnits(deps, caller)),
  ),
  post('/units', { access: 'people', summary: 'Add a unit', body: unit, proof: true }, async ({ deps, caller, body }) =>
    created(await createUnit(deps, caller, body)),
  ),
  put(
    '/units/:id',
    { access: 'people', summary: 'Replace a unit; If-Match names the revision', body: unit, proof: true },
    async ({ deps, caller, params, body, ifMatch }) =>
      answer(await updateUnit(deps, caller, params.id ?? '', body, ifMatch())),
  ),
  del(
    '/units/:id',
    { access: 'people', summary: 'Remove a unit without people and units; If-Match names the revision', proof: true },
    async ({ deps, caller, params, ifMatch }) => {
      await removeUnit(deps, caller, params.id ?? '', ifMatch());
      return noContent();
    },
  ),

  get('/roles', { access: 'person', summary: 'Roles of the current releases' }, async ({ deps, caller }) =>
    answer(await listRoles(deps, caller)),
  ),
];
