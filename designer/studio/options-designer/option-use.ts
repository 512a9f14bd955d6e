import type { QueryClient } from '@tanstack/react-query';
import { fieldTypeOf, type Json } from '../../../engine/index.ts';
import { ProblemError } from '../../api/problem.ts';
import { recordsQuery } from '../../api/records.ts';
import {
  type ChoosingField,
  type Document,
  fieldsChoosingFrom,
  type Mention,
  mentionsOfOption,
} from '../document/index.ts';

/** Where a value is in use: places of the draft, and records by the field that holds it. */
export type OptionUse = {
  mentions: Mention[];
  /** `count` is undefined where this person may not count the records, or nobody can by a filter. */
  records: { field: ChoosingField; count: number | undefined }[];
};

/** Asks the draft and the store. Records are those that the person who asks may see. */
export async function findUse(
  queries: QueryClient,
  document: Document,
  options: string,
  key: string,
): Promise<OptionUse> {
  const fields = fieldsChoosingFrom(document, options);
  const counted = await Promise.all(
    fields.map(async (field) => ({ field, count: await countRecords(queries, field, key) })),
  );
  return { mentions: mentionsOfOption(document, options, key), records: counted.filter(({ count }) => count !== 0) };
}

async function countRecords(queries: QueryClient, field: ChoosingField, key: string): Promise<number | undefined> {
  // A column of line-items holds many values in one record, which no filter of lists can ask for.
  if (field.field.includes('.')) return undefined;
  const asked: Json = { var: field.field };
  const filter: Json =
    fieldTypeOf(String(field.declaration.type))?.shape === 'keys' ? { in: [key, asked] } : { '==': [asked, key] };
  const page = await queries
    .fetchQuery({ ...recordsQuery(field.form, { filter, size: 1, count: true }), staleTime: 0, retry: false })
    .catch((failure: unknown) =>
      // A form or field that is not published yet has no records.
      failure instanceof ProblemError && (failure.status === 404 || failure.status === 422) ? { total: 0 } : undefined,
    );
  return page?.total;
}
