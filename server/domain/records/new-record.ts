// The one place where the row of a record is made: for people, effects of charts, and the demo.
import type { JsonObject } from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import type { RecordRow } from '../../store/rows.ts';
import { appendLink, start as chainStart } from '../history/append-link.ts';
import type { Around } from '../surroundings/load-surroundings.ts';
import { describe } from './describe.ts';
import type { FormUse } from './form-use.ts';

/** Status of a record that no workflow has moved. */
const ACTIVE = 'active';

/** What a new record has of its own: `data` as the engine's writer left it, numbers given; `owner` has made it. */
export type NewRecord = {
  id: string;
  tenant: string;
  owner: string;
  unit: string;
  at: string;
  data: JsonObject;
} & Partial<Pick<RecordRow, 'status' | 'caseStatus'>>;

/** The row of a new record, with everything that follows from its data. */
export function newRecord(
  { form, loaded }: FormUse,
  around: Pick<Around, 'zone'>,
  { id, tenant, owner, unit, at, data, status = ACTIVE, caseStatus }: NewRecord,
): RecordRow {
  const row: RecordRow = {
    id,
    tenant,
    form: form.key,
    pack: loaded.key,
    release: loaded.release,
    revision: 1,
    status,
    owner,
    unit,
    data,
    search: [],
    title: '',
    ...(caseStatus !== undefined && { caseStatus }),
    createdAt: at,
    createdBy: owner,
    updatedAt: at,
    updatedBy: owner,
  };
  return describe(row, form, loaded, around);
}

/**
 * Stores a new record and begins its history; `by`: the case that it was made by or with; `writers`: the people behind a chart
 * that made it.
 */
export async function storeNewRecord(
  deps: Deps,
  tx: TenantStore,
  row: RecordRow,
  by?: string,
  writers?: string[],
): Promise<RecordRow> {
  await tx.records(row.form).insert(row);
  const { createdAt: at, createdBy: actor, form, data } = row;
  const body = { data, ...(by !== undefined && { case: by }), ...(writers && { writers }) };
  await appendLink(deps, tx, 'record', row.id, { kind: 'created', at, actor, form, body }, chainStart);
  return row;
}
