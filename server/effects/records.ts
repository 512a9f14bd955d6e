import {
  fullAccess,
  type Issue,
  initialData,
  isJsonObject,
  type JsonObject,
  own,
  recordFacts,
} from '../../engine/index.ts';
import type { Caller } from '../deps.ts';
import { appendLink, start as chainStart } from '../domain/history/append-link.ts';
import { describe } from '../domain/records/describe.ts';
import { currentForm, formContext, formOfRecord } from '../domain/records/form-use.ts';
import { underNewest } from '../domain/records/newest-form.ts';
import { changesBetween } from '../domain/records/record-changes.ts';
import { isHeld } from '../domain/records/record-view.ts';
import { giveSerials } from '../domain/records/serials.ts';
import { writeRecord } from '../domain/records/write-record.ts';
import type { RecordRow } from '../store/rows.ts';
import type { EffectHandler, EffectScope } from './scope.ts';

/** Fields of the case's own record; `advance-case` saves it. */
export const setFields: EffectHandler<'set'> = ({ writes }, { values, removed }) => {
  const data = { ...writes.record.data, ...values };
  for (const name of removed) delete data[name];
  writes.record.data = data;
};

export const setStatus: EffectHandler<'set-status'> = ({ writes }, { status }) => {
  writes.record.status = status;
};

/** A record of another form, made in the initiator's name; `link` is the field of the case's record that will refer to it. */
export const createRecord: EffectHandler<'create-record'> = async (scope, { form: key, data, link }) => {
  const { deps, tx, subject, around, writes } = scope;
  const use = await currentForm(deps, tx.tenant, key);
  const caller = engineCaller(scope);
  const scene = { deps, caller, around };
  const access = fullAccess(use.form);
  const base = initialData(use.form, formContext(use, scene, { access }));
  const written = await writeRecord(scene, tx, use, data, { access, base, by: 'chart' });
  if (await refused(scope, written.issues)) return;
  const numbered = await giveSerials(tx, use.form, written.data, around, written.context);
  const id = deps.ids.next();
  const at = deps.clock.now();
  const made: RecordRow = {
    id,
    tenant: tx.tenant,
    form: key,
    pack: use.loaded.key,
    release: use.loaded.release,
    revision: 1,
    status: 'active',
    owner: subject.row.initiator,
    unit: subject.row.unit,
    data: numbered,
    search: [],
    title: '',
    createdAt: at,
    createdBy: subject.row.initiator,
    updatedAt: at,
    updatedBy: subject.row.initiator,
  };
  await tx.records(key).insert(describe(made, use.form, use.loaded, around));
  await appendLink(
    deps,
    tx,
    'record',
    id,
    { kind: 'created', at, actor: subject.row.initiator, form: key, body: { data: numbered, case: subject.row.id } },
    chainStart,
  );
  if (link !== undefined)
    writes.record.data = { ...writes.record.data, [link]: linkTo(subject.form.fields[link]?.link, id, numbered) };
};

function linkTo(link: { display: string; carry: string[] } | undefined, id: string, data: JsonObject): JsonObject {
  const carried: JsonObject = { id };
  for (const name of link ? [link.display, ...link.carry] : []) {
    const value = own(data, name);
    if (value !== undefined) carried[name] = value;
  }
  return carried;
}

/** Changes a record of another form by its id. */
export const updateRecord: EffectHandler<'update-record'> = async (scope, { form: key, record: id, data }) => {
  const { deps, tx, subject, around } = scope;
  const row = await tx.records(key).get(id);
  if (!row) {
    await refused(scope, [{ code: 'record/linked-missing', path: '', params: { form: key }, severity: 'error' }]);
    return;
  }
  const scene = { deps, caller: engineCaller(scope), around };
  const under = await formOfRecord(deps, row);
  const { use, row: moved } = isHeld(row) ? { use: under, row } : await underNewest(scene, row, under);
  const more = { access: fullAccess(use.form), before: moved.data, facts: { record: recordFacts(row) } };
  const written = await writeRecord(scene, tx, use, data, { ...more, by: 'chart' });
  if (await refused(scope, written.issues)) return;
  const changes = changesBetween(moved.data, written.data);
  if (changes.length === 0) return;
  const at = deps.clock.now();
  const next: RecordRow = {
    ...moved,
    data: written.data,
    updatedAt: at,
    updatedBy: subject.row.initiator,
  };
  await tx.records(key).save(describe(next, use.form, use.loaded, around), { ifRevision: row.revision });
  await appendLink(deps, tx, 'record', id, { kind: 'changed', at, form: key, body: { changes, case: subject.row.id } });
};

// What a chart writes, it writes with every right: its author was allowed to publish it.
function engineCaller({ subject, tx, around, deps }: EffectScope): Caller {
  const person = around.organisation.person(subject.row.initiator);
  const { id, name, title, unit, roles } = person ?? {
    id: subject.row.initiator,
    name: '',
    title: '',
    unit: subject.row.unit,
    roles: [],
  };
  return {
    actor: { id, tenant: tx.tenant, name, title, unit, roles },
    locale: 'zh-CN',
    correlationId: deps.ids.next(),
  };
}

/** Data that its form does not take becomes an incident: the case itself has moved on. */
async function refused({ deps, tx, subject }: EffectScope, issues: Issue[]): Promise<boolean> {
  const [first] = issues.filter(({ severity }) => severity === 'error');
  if (!first) return false;
  await tx.incidents.insert({
    id: deps.ids.next(),
    at: deps.clock.now(),
    code: first.code,
    params: isJsonObject(first.params) ? first.params : {},
    case: subject.row.id,
    attempts: 0,
    status: 'open',
    path: first.path,
  });
  return true;
}
