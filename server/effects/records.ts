import { fullAccess, type Issue, initialData, isJsonObject, type JsonObject, recordFacts } from '../../engine/index.ts';
import type { Caller } from '../deps.ts';
import { appendLink } from '../domain/history/append-link.ts';
import { openIncident } from '../domain/incidents/open-incident.ts';
import { describe } from '../domain/records/describe.ts';
import { currentForm, formContext, formOfRecord } from '../domain/records/form-use.ts';
import { newRecord, storeNewRecord } from '../domain/records/new-record.ts';
import { underNewest } from '../domain/records/newest-form.ts';
import { changesBetween, movedBetween } from '../domain/records/record-changes.ts';
import { isEditable } from '../domain/records/record-view.ts';
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

/** A record of another form, made in the initiator's name; `link` is the field of the case's record that will refer to it: the engine writes it. */
export const createRecord: EffectHandler<'create-record'> = async (scope, { form: key, data, link }) => {
  const { deps, tx, subject, around, writes } = scope;
  const use = await currentForm(deps, tx.tenant, key);
  const caller = engineCaller(scope);
  const scene = { deps, caller, around };
  const access = fullAccess(use.form);
  const base = initialData(use.form, formContext(use, scene, { access }));
  const written = await writeRecord(scene, tx, use, data, { access, base, by: 'chart' });
  if (await openRefused(scope, written.issues)) return;
  const numbered = await giveSerials(tx, use.form, written.data, around, written.context);
  const { id: by, initiator: owner, unit } = subject.row;
  const own = { id: deps.ids.next(), tenant: tx.tenant, owner, unit, at: deps.clock.now(), data: numbered };
  const made = await storeNewRecord(deps, tx, newRecord(use, around, own), by, writersBehind(scope));
  if (link !== undefined) writes.links.push({ field: link, id: made.id });
};

/**
 * Changes a record of another form by its id, where a person might change it: one that another case decides about, or that is
 * approved and frozen, stays as it is and becomes an incident.
 */
export const updateRecord: EffectHandler<'update-record'> = async (scope, { form: key, record: id, data }) => {
  const { deps, tx, subject, around } = scope;
  const row = await tx.records(key).get(id);
  if (!row) {
    await openRefused(scope, [{ code: 'record/linked-missing', path: '', params: { form: key }, severity: 'error' }]);
    return;
  }
  const scene = { deps, caller: engineCaller(scope), around };
  const under = await formOfRecord(deps, row);
  if (!isEditable(under.form, row)) {
    const code = row.caseStatus === 'approved' ? 'record/approved' : 'record/in-case';
    const about = await tx.cases.get(row.case ?? '');
    await openIncident(deps, tx, { code, params: { no: about?.no ?? '' }, case: subject.row.id });
    return;
  }
  const { use, row: moved } = await underNewest(scene, row, under);
  const more = { access: fullAccess(use.form), before: moved.data, facts: { record: recordFacts(row) } };
  const written = await writeRecord(scene, tx, use, data, { ...more, by: 'chart' });
  if (await openRefused(scope, written.issues)) return;
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
  const writers = writersBehind(scope);
  const { release } = use.loaded;
  const body = {
    changes,
    case: subject.row.id,
    writers,
    ...movedBetween(row, moved),
    ...(release !== row.release && { release }),
  } as JsonObject;
  await appendLink(deps, tx, 'record', id, { kind: 'changed', at, form: key, body });
};

/** A case may begin about a record that a chart has written: who made the chart write it approves nothing of it. */
function writersBehind({ subject, entry }: EffectScope): string[] {
  const { makers, initiator } = subject.row.state;
  return [...new Set([initiator, ...makers, ...(entry.by === undefined ? [] : [entry.by])])];
}

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
export async function openRefused({ deps, tx, subject }: EffectScope, issues: Issue[]): Promise<boolean> {
  const [first] = issues.filter(({ severity }) => severity === 'error');
  if (!first) return false;
  const { code, path } = first;
  const params = isJsonObject(first.params) ? first.params : {};
  await openIncident(deps, tx, { code, params, case: subject.row.id, path });
  return true;
}
