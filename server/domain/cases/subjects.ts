import type { Deps, TenantStore } from '../../deps.ts';
import { Fault } from '../../fault.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';
import { fieldsOn, readerOf } from '../records/field-rights.ts';
import type { Scene } from '../records/form-use.ts';
import { visibleWith } from '../records/visible.ts';
import { definitionsOf, type Subject } from './case-subject.ts';

/** Cases with their records and definitions, each read once. A case whose record or release cannot be read is left out. */
export async function subjectsOf(deps: Deps, rows: TenantStore, ids: Iterable<string>): Promise<Map<string, Subject>> {
  const wanted = [...new Set(ids)];
  const cases = wanted.length === 0 ? [] : await rows.cases.find({ filter: { id: { $in: wanted } } });
  const records = new Map<string, RecordRow>();
  for (const form of new Set(cases.map((row) => row.form))) {
    const about = cases.filter((row) => row.form === form).map(({ record }) => record);
    for (const record of await rows.records(form).find({ filter: { id: { $in: about } } }))
      records.set(record.id, record);
  }
  const subjects = new Map<string, Subject>();
  for (const row of cases) {
    const record = records.get(row.record);
    const definitions = record && (await readable(deps, row));
    if (definitions) subjects.set(row.id, { row, record, ...definitions });
  }
  return subjects;
}

async function readable(deps: Deps, row: CaseRow): Promise<Pick<Subject, 'loaded' | 'workflow' | 'form'> | undefined> {
  try {
    return await definitionsOf(deps, row);
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'not-found') return undefined;
    throw cause;
  }
}

/** What the case is about in one line, in the caller's language and of what the caller may see; empty where that is nothing. */
export function titleFor(scene: Scene, subject: Subject | undefined): string {
  if (!subject) return '';
  const { caller, around } = scene;
  const access = fieldsOn(readerOf(scene), { use: subject, row: subject.record, about: subject.row });
  return visibleWith(access, subject, subject.record.data, around, caller.locale).title;
}
