import {
  isJsonObject,
  issue,
  type JsonObject,
  parseStrictJson,
  type RecordQuery,
  requestLimits,
} from '../../engine/index.ts';
import { badRequest } from '../fault.ts';
import { createRecord } from '../operations/records/create-record.ts';
import { deleteRecord } from '../operations/records/delete-record.ts';
import { formScreen } from '../operations/records/form-screen.ts';
import { getRecord } from '../operations/records/get-record.ts';
import { listRecords } from '../operations/records/list-records.ts';
import { lookUp } from '../operations/records/look-up.ts';
import { recordHistory } from '../operations/records/record-history.ts';
import { updateRecord } from '../operations/records/update-record.ts';
import { answer, created, del, get, noContent, pageOf, patch, post, type Route } from './route.ts';
import { data, listOf, mapOf, object, optional, text, whole } from './shape.ts';

const paging = {
  page: 'Page, from 1',
  size: 'Rows on a page, at most 200',
  count: '`true`: with the number of all rows',
};

export const recordRoutes: Route[] = [
  get(
    '/forms/:form',
    {
      access: 'person',
      summary: 'What the screens of a form need',
      query: { release: 'As records of this release were made' },
    },
    async ({ deps, caller, params, query }) => {
      return answer(await formScreen(deps, caller, params.form ?? '', releaseIn(query)));
    },
  ),

  get(
    '/forms/:form/records',
    {
      access: 'person',
      summary: 'List records',
      heavy: true,
      query: {
        view: 'Key of a view',
        filter: 'A rule (JSON-Logic)',
        sort: '`-createdAt,no`',
        q: 'Text or pinyin to find',
        ...paging,
      },
    },
    async ({ deps, caller, params, query }) =>
      answer(await listRecords(deps, caller, params.form ?? '', recordQuery(query))),
  ),

  post(
    '/forms/:form/records',
    {
      access: 'person',
      summary: 'Create a record, and start its case',
      body: object({
        data: data(),
        draft: optional(text({ max: 64 })),
        draftRevision: optional(whole()),
        chosen: optional(mapOf(listOf(text({ min: 1, max: 100 }), 50))),
      }),
      idempotency: 'required',
    },
    async ({ deps, caller, params, body }) =>
      created(await createRecord(deps, caller, { form: params.form ?? '', ...body })),
  ),

  get('/forms/:form/records/:id', { access: 'person', summary: 'One record' }, async ({ deps, caller, params }) =>
    answer(await getRecord(deps, caller, which(params))),
  ),

  patch(
    '/forms/:form/records/:id',
    {
      access: 'person',
      summary: 'Change fields of a record; null clears. If-Match: its revision',
      body: object({ data: data() }),
    },
    async ({ deps, caller, params, body, ifMatch }) =>
      answer(await updateRecord(deps, caller, { ...which(params), data: body.data, revision: ifMatch() })),
  ),

  del(
    '/forms/:form/records/:id',
    { access: 'person', summary: 'Delete a record that nothing refers to. If-Match: its revision' },
    async ({ deps, caller, params, ifMatch }) => {
      await deleteRecord(deps, caller, { ...which(params), revision: ifMatch() });
      return noContent();
    },
  ),

  get(
    '/forms/:form/records/:id/history',
    { access: 'person', summary: 'What happened to a record', heavy: true },
    async ({ deps, caller, params }) => answer(await recordHistory(deps, caller, which(params))),
  ),

  get(
    '/forms/:form/lookup/:field',
    {
      access: 'person',
      summary: 'Candidates of a reference or person field',
      heavy: true,
      query: {
        q: 'Part of the name, or pinyin',
        release: 'Under which the form is filled in',
        current: 'What is filled in, as JSON: the filter of the reference holds over it',
      },
    },
    async ({ deps, caller, params, query }) => {
      const { form = '', field = '' } = params;
      return answer({
        items: await lookUp(deps, caller, {
          form,
          field,
          q: query.q ?? '',
          size: pageOf(query, 20).size,
          release: releaseIn(query),
          current: currentIn(query),
        }),
      });
    },
  ),
];

function currentIn({ current }: { [name: string]: string }): JsonObject | undefined {
  if (current === undefined) return undefined;
  const json = parseStrictJson(current, requestLimits);
  if (!json.ok) throw badRequest(json.issues);
  if (!isJsonObject(json.value)) throw badRequest([issue('json/syntax', '/current', { reason: 'expected an object' })]);
  return json.value;
}

/** The release of the query; undefined where it names none. */
export function releaseIn(query: { [name: string]: string }): number | undefined {
  return /^[1-9]\d{0,8}$/.test(query.release ?? '') ? Number(query.release) : undefined;
}

function which(params: { [name: string]: string }): { form: string; id: string } {
  return { form: params.form ?? '', id: params.id ?? '' };
}

function recordQuery(query: { [name: string]: string }): RecordQuery {
  const { view, filter, sort, q } = query;
  return {
    ...pageOf(query),
    count: query.count === 'true',
    ...(view !== undefined && { view }),
    ...(filter !== undefined && { filter }),
    ...(sort !== undefined && { sort }),
    ...(q !== undefined && { q }),
  };
}
