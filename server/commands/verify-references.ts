// What a row names must be there: a task's case, a case's record and release, the holder of a file.
import { PORTION, type StoreFault } from './faults.ts';
import { collectionsOf, type Doc, type Place, rowsByIds, rowsOf } from './place.ts';

type Reference = {
  /** The rows that name something. */
  of: string;
  fields: string[];
  /** Where in the row. */
  path: string;
  /** The collection and id of what a row names; undefined where it names nothing. */
  target(row: Doc): { in: string; id: string } | undefined;
  what: string;
};

const named = (collection: string, path: string): Pick<Reference, 'fields' | 'path' | 'target' | 'what'> => ({
  fields: [path],
  path: `/${path}`,
  target: (row) => (typeof row[path] === 'string' ? { in: collection, id: row[path] } : undefined),
  what: path,
});

function references(records: string[]): Reference[] {
  return [
    { of: 'tasks', ...named('cases', 'case') },
    { of: 'timers', ...named('cases', 'case') },
    { of: 'outbox', ...named('cases', 'case') },
    { of: 'incidents', ...named('cases', 'case') },
    { of: 'sessions', ...named('people', 'person') },
    { of: 'people', ...named('units', 'unit') },
    { of: 'units', ...named('units', 'parent') },
    {
      of: 'cases',
      fields: ['form', 'record'],
      path: '/record',
      target: (row) => ({ in: `records.${row.tenant}.${row.form}`, id: String(row.record) }),
      what: 'record',
    },
    { of: 'cases', ...release },
    {
      of: 'files',
      fields: ['attachedTo'],
      path: '/attachedTo/record',
      target: ({ tenant, attachedTo }) => {
        const holder = attachedTo as { form: string; record: string } | undefined;
        return holder && { in: `records.${tenant}.${holder.form}`, id: holder.record };
      },
      what: 'record',
    },
    ...records.flatMap((of) => [
      { of, ...named('cases', 'case') },
      { of, ...release },
    ]),
  ];
}

const release: Pick<Reference, 'fields' | 'path' | 'target' | 'what'> = {
  fields: ['pack', 'release'],
  path: '/release',
  target: (row) => ({ in: 'releases', id: `${row.pack}/${row.release}` }),
  what: 'release',
};

export async function* verifyReferences(place: Place): AsyncGenerator<StoreFault> {
  const there = await collectionsOf(place);
  const records = there.filter((name) => name.startsWith('records.'));
  for (const reference of references(records)) {
    if (!there.includes(reference.of)) continue;
    let portion: Doc[] = [];
    for await (const row of rowsOf(place, reference.of, ['tenant', ...reference.fields])) {
      portion.push(row);
      if (portion.length < PORTION) continue;
      yield* missing(place, reference, portion);
      portion = [];
    }
    yield* missing(place, reference, portion);
  }
}

async function* missing(place: Place, { of, path, target, what }: Reference, rows: Doc[]): AsyncGenerator<StoreFault> {
  const wanted = new Map<string, { row: Doc; key: string }[]>();
  for (const row of rows) {
    const found = target(row);
    if (!found) continue;
    const list = wanted.get(found.in) ?? [];
    list.push({ row, key: `${row.tenant}/${found.id}` });
    wanted.set(found.in, list);
  }
  for (const [collection, list] of wanted) {
    const there = await rowsByIds(place, collection, [...new Set(list.map(({ key }) => key))], []);
    for (const { row, key } of list)
      if (!there.has(key))
        yield {
          collection: of,
          id: String(row._id),
          path,
          code: 'reference',
          params: { what, target: key, in: collection },
        };
  }
}
