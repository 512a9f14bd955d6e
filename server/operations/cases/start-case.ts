import {
  type Chosen,
  issue,
  type JsonObject,
  peopleChoicesOf,
  pointer,
  preview,
  start,
  type Workflow,
} from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import { type Subject, workflowContext } from '../../domain/cases/case-subject.ts';
import { expectAdvance } from '../../domain/cases/refuse-advance.ts';
import type { Told } from '../../domain/cases/tell.ts';
import { start as chainStart } from '../../domain/history/append-link.ts';
import type { FormUse } from '../../domain/records/form-use.ts';
import { withLinks } from '../../domain/records/link-source.ts';
import { nextSerial } from '../../domain/records/serials.ts';
import type { Around } from '../../domain/surroundings/load-surroundings.ts';
import { invalid } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';
import { applyAdvance } from './apply-advance.ts';

const NUMBERS = 'C{yyyyMM}-{seq:6}';

/** Begins a case about a record, in the transaction that stores or changes it; a new record is stored here. */
export async function startCase(
  deps: Deps,
  tx: TenantStore,
  around: Around,
  use: FormUse,
  workflow: Workflow,
  record: RecordRow,
  initiator: string,
  { chosen, ...options }: { recordIsNew?: boolean; chosen?: Chosen } = {},
): Promise<{ subject: Subject; told: Told[] }> {
  const id = deps.ids.next();
  const at = around.now;
  const about: RecordRow = { ...record, case: id };
  const structure = deps.packs.structure(use.loaded, use.form.key);
  const writers = options.recordIsNew ? [] : await writersOf(tx, record);
  const advance = await withLinks({ deps, around, rows: tx }, (links) => {
    const context = workflowContext({ form: use.form, record: about, workflow }, around, { structure, links });
    const input = { case: id, initiator, record: record.id, at, writers, ...(chosen && { chosen }) };
    const begun = expectAdvance(start(workflow, input, context));
    const route = preview(workflow, context.data, { ...context, initiator, at, ...(chosen && { chosen }) });
    const due = peopleChoicesOf(workflow, 'initiator').filter(
      ({ step }) => (chosen?.[step] ?? []).length === 0 && route.some((one) => one.step === step),
    );
    if (due.length > 0)
      throw invalid(
        due.map(({ step, title }) =>
          issue('workflow/choice-due', `/chosen${pointer(step)}`, { step: title, key: step }),
        ),
      );
    return begun;
  });
  const no = await nextSerial(tx, `case:${workflow.key}`, workflow.no ?? NUMBERS, around);
  const row = {
    id,
    tenant: tx.tenant,
    no,
    workflow: workflow.key,
    form: use.form.key,
    record: record.id,
    pack: use.loaded.key,
    release: use.loaded.release,
    revision: 1,
    title: record.title,
    status: advance.state.status,
    states: advance.state.states,
    state: advance.state,
    chain: chainStart,
    initiator,
    unit: around.organisation.person(initiator)?.unit ?? record.unit,
    startedAt: at,
  };
  return applyAdvance(deps, tx, around, { row, record: about, ...use, workflow }, advance, { isNew: true, ...options });
}

/** People who have made or changed the record, in its cases or outside of them, since it was last approved; by a case of another record as well. */
async function writersOf(tx: TenantStore, record: RecordRow): Promise<string[]> {
  const last = record.caseStatus === 'approved' ? await tx.cases.get(record.case ?? '') : undefined;
  const since = last?.endedAt && { at: { $gt: last.endedAt } };
  const filter = { about: 'record', of: record.id, kind: { $in: ['created', 'changed'] }, ...since };
  const links = await tx.history.find({ filter, sort: ['seq'], fields: ['kind', 'actor', 'body'] });
  const writers = new Set<string>();
  for (const { kind, actor, body } of links) {
    for (const one of await otherWriters(tx, kind, body)) writers.add(one);
    if (actor !== undefined) writers.add(actor);
  }
  return [...writers];
}

/** Who else wrote with a link: named in it, or (in links of earlier builds) the makers of the case that made the record. */
async function otherWriters(tx: TenantStore, kind: string, { writers, case: by }: JsonObject): Promise<string[]> {
  if (Array.isArray(writers)) return writers.filter((one) => typeof one === 'string');
  if (kind !== 'created' || typeof by !== 'string') return [];
  return (await tx.cases.get(by))?.state.makers ?? [];
}
