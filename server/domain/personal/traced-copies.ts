// Copies of a subject's personal data that no reference leads to today: what charts wrote into other forms, and what records and
// their histories keep of the time when they referred to the subject. They are found by their histories, and told from the data
// of others by their values.
import { canonicalJson, isJsonObject, type Json, type JsonObject, own } from '../../../engine/index.ts';
import type { LoadedPack, TenantStore } from '../../deps.ts';
import type { CaseRow, HistoryRow, RecordRow } from '../../store/rows.ts';
import { linksOf } from '../history/append-link.ts';
import { type Eraser, earlierCopies, without } from './personal-data.ts';
import { type Places, touches, withCopies } from './personal-places.ts';

const PAGE = 500;
/** A shorter text is in many others by chance: it is told by being the same. */
const TELLING = 4;

export type Subject = { row: RecordRow; eraser: Eraser; cases: CaseRow[] };
/** `row` is undefined where the record was deleted: its history is still there. */
export type Traced = { form: string; id: string; row?: RecordRow; eraser: Eraser };

export async function tracedCopies(tx: TenantStore, releases: LoadedPack[], subject: Subject): Promise<Traced[]> {
  const { row } = subject;
  const written = writtenByCharts(releases, subject);
  const forms = new Set(releases.flatMap(({ pack }) => Object.keys(pack.forms)));
  const found: Traced[] = [];
  let says: Says | undefined;
  for (const form of forms) {
    const targets = own(Object.fromEntries(written), form);
    const isLinked = earlierCopies(releases, form, { ...row, names: subject.eraser.names }, () => false) !== undefined;
    if (!targets && !isLinked) continue;
    says ??= saysOf(await valuesOf(tx, subject));
    const eraser = eraserFor(releases, form, subject, targets, says);
    const caseIds = new Set(targets ? subject.cases.map(({ id }) => id) : []);
    const ids = await recordsNaming(tx, form, (link) => byCase(link, caseIds) || (isLinked && names(link, row.id)));
    for (const id of ids) {
      if (id === row.id) continue;
      const copy = await tx.records(form).get(id);
      found.push({ form, id, ...(copy && { row: copy }), eraser });
    }
  }
  return found;
}

/** By form: the fields that charts of the subject's form write there out of personal fields. */
function writtenByCharts(releases: LoadedPack[], { row, eraser }: Subject): Map<string, Places> {
  const places = new Set(eraser.names);
  const written = new Map<string, Places>();
  for (const { pack } of releases)
    for (const workflow of Object.values(pack.workflows)) {
      if (workflow.form !== row.form) continue;
      for (const { template } of workflow.actions) {
        if (template.type !== 'create-record' && template.type !== 'update-record') continue;
        for (const { at, rule } of template.data.rules) {
          if (!rule.reads.some((path) => touches(path, places))) continue;
          const [, name = '', , column] = at.split('/');
          const targets = written.get(template.form) ?? new Set<string>();
          written.set(template.form, targets.add(column === undefined ? name : `${name}.${column}`));
        }
      }
    }
  return written;
}

function eraserFor(
  releases: LoadedPack[],
  form: string,
  { row, eraser }: Subject,
  targets: Places | undefined,
  says: Says,
): Eraser {
  const copies = earlierCopies(releases, form, { ...row, names: eraser.names }, says);
  const places = targets && withCopies(releases, form, targets);
  const written = places && { names: [...places], erase: (data: JsonObject) => without(data, places, says) };
  return {
    names: [...new Set([...(copies?.names ?? []), ...(written?.names ?? [])])],
    erase: (data) => {
      const left = copies ? copies.erase(data) : data;
      return written ? written.erase(left) : left;
    },
  };
}

/** Whether a value is, or holds, one of the subject's. */
export type Says = (value: Json) => boolean;

function saysOf(values: Set<string>): Says {
  const telling = [...values].flatMap((json) => {
    const value = JSON.parse(json) as Json;
    return typeof value === 'string' && value.length >= TELLING ? [value] : [];
  });
  return (value) => {
    const json = canonicalJson(value);
    return values.has(json) || telling.some((text) => json.includes(JSON.stringify(text).slice(1, -1)));
  };
}

/** Every value that the subject's personal fields have ever had. */
async function valuesOf(tx: TenantStore, { row, eraser }: Subject): Promise<Set<string>> {
  const values = new Set<string>();
  const note = (value: Json | undefined) => {
    if (value !== undefined && value !== null && value !== '' && typeof value !== 'boolean')
      values.add(canonicalJson(value));
  };
  const noteData = (data: JsonObject) => {
    for (const path of eraser.names) {
      const [name = '', column] = path.split('.');
      const value = own(data, name);
      if (column === undefined) note(value);
      else if (Array.isArray(value)) for (const each of value) note(isJsonObject(each) ? own(each, column) : undefined);
    }
  };
  for (const data of [row.data, ...(row.former ?? []).map((each) => each.data)]) noteData(data);
  for (const { body } of await linksOf(tx, 'record', row.id)) {
    if (isJsonObject(body.data)) noteData(body.data);
    for (const change of [body.changes, body.moved].flatMap((list) => (Array.isArray(list) ? list : []))) {
      if (!isJsonObject(change)) continue;
      const at = String(change.path);
      for (const side of [change.before, change.after]) if (side !== undefined) noteData({ [at]: side });
    }
  }
  return values;
}

function byCase({ body }: HistoryRow, cases: Set<string>): boolean {
  return typeof body.case === 'string' && cases.has(body.case);
}

function names({ body }: HistoryRow, id: string): boolean {
  return JSON.stringify(body).includes(id);
}

/** Ids of a form's records with such a link in their history. */
async function recordsNaming(tx: TenantStore, form: string, is: (link: HistoryRow) => boolean): Promise<Set<string>> {
  const found = new Set<string>();
  for (let after = ''; ; ) {
    const filter = { about: 'record', form, id: { $gt: after } };
    const page = await tx.history.find({ filter, sort: ['id'], limit: PAGE });
    for (const link of page) if (is(link)) found.add(link.of);
    if (page.length < PAGE) return found;
    after = page.at(-1)?.id ?? '';
  }
}
