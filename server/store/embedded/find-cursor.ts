// The cursor of `find`: its parts may be set until it is read.
import mongoose from 'mongoose';
import type { Doc, Value } from './bson.ts';
import type { View } from './catalog.ts';
import { parseCollation } from './collation.ts';
import type { EmbeddedCollection } from './collection.ts';
import { Cursor, type Portion } from './cursor.ts';
import { badValue, noSuchTransaction, serverError } from './errors.ts';
import { compileFilter } from './match.ts';
import type { Predicate } from './match-tests.ts';
import { normaliseDocument, promote } from './normalise.ts';
import { compileFind, type Project } from './projection.ts';
import { refuseOtherMembers } from './refused-members.ts';
import { checkOptions, type Options, requireDocument, unexplained, variablesOf } from './requests.ts';
import { rowsAt, type StoredRow } from './scan.ts';
import { planSelection, type Selection, selectRids, selectRows } from './select.ts';
import { parseFindSort } from './sort.ts';
import { othersTurn, type Steps } from './steps.ts';

/** Rows that are turned into documents at a time. */
const PORTION = 1000;

export class FindCursor extends Cursor {
  private readonly options: Options;
  private readonly state: { filter: Doc };

  constructor(collection: EmbeddedCollection, filter: Doc, options: Options) {
    const own = { ...options };
    checkOptions(unexplained(own));
    const state = { filter };
    super(
      collection.namespace,
      (all) => openFind(collection, state.filter, own, all),
      () => collection.explain(state.filter, unexplained(own)),
    );
    this.options = own;
    this.state = state;
  }

  filter(filter: Doc): this {
    this.state.filter = filter;
    return this;
  }

  sort(sort: Value, direction?: Value): this {
    this.options.sort = typeof sort === 'string' && direction !== undefined ? { [sort]: direction } : sort;
    return this;
  }

  limit(count: number): this {
    this.options.limit = count;
    return this;
  }

  skip(count: number): this {
    this.options.skip = count;
    return this;
  }

  project(projection: Doc): this {
    this.options.projection = projection;
    return this;
  }

  collation(collation: Doc): this {
    this.options.collation = collation;
    return this;
  }

  hint(hint: Value): this {
    this.options.hint = hint;
    return this;
  }

  override maxTimeMS(milliseconds: number): this {
    this.options.maxTimeMS = milliseconds;
    return this;
  }

  /** What a filter and the options of the driver ask for. */
  static selection(filter: Doc, options: Options): Selection {
    requireDocument(filter, 'Query filter');
    const skip = Number(options.skip ?? 0);
    if (skip < 0) throw badValue(`BSON field 'skip' value must be >= 0, actual value '${skip}'`, 51024);
    // A negative limit is one single batch of that size.
    const limit = Math.abs(Number(options.limit ?? 0));
    return {
      filter: normaliseDocument(filter, options.ignoreUndefined === true),
      sort: parseFindSort(options.sort),
      skip,
      limit,
      collation: options.collation as Doc | undefined,
      variables: variablesOf(options),
      hint: options.hint,
    };
  }

  static projection(options: Options): Project | undefined {
    const spec = (options.projection ?? options.fields) as Doc | undefined;
    if (spec === undefined || spec === null) return undefined;
    return compileFind(normaliseDocument(spec, true), parseCollation(options.collation)?.order, variablesOf(options));
  }
}

async function openFind(collection: EmbeddedCollection, filter: Doc, options: Options, all: boolean): Promise<Portion> {
  const selection = FindCursor.selection(filter, options);
  const project = FindCursor.projection(options);
  const shown = (row: StoredRow): Doc => {
    const document = project ? project(row.document) : row.document;
    return row.exotic ? (promote(document, options) as Doc) : document;
  };
  return collection.readInSteps(options, function* (view): Steps<Portion> {
    const target = view.collections.get(collection.namespace);
    if (!target) {
      compileFilter(selection.filter, { variables: selection.variables });
      return { documents: [] };
    }
    if (all || (selection.limit > 0 && selection.limit <= PORTION))
      return { documents: (yield* selectRows(view, target, selection)).map(shown) };
    // Only the positions are kept, and the documents read when they are wanted.
    const rids = yield* selectRids(view, target, selection);
    const { matches } = planSelection(target, selection);
    const transaction = collection.transactionOf(options);
    return portionOf(view, { collection, table: target.table, rids, options, transaction, matches, shown }, 0);
  });
}

/** What a cursor keeps while it waits to be read on. */
type Kept = {
  collection: EmbeddedCollection;
  table: string;
  rids: number[];
  options: Options;
  transaction: number;
  matches: Predicate;
  shown: (row: StoredRow) => Doc;
};

function portionOf(view: View, kept: Kept, from: number): Portion {
  const { collection, table, rids, options, transaction, matches, shown } = kept;
  if (view.collections.get(collection.namespace)?.table !== table)
    throw serverError(175, `collection dropped: ${collection.namespace}`);
  const next = from + PORTION;
  const more = async (): Promise<Portion> => {
    await othersTurn();
    // What comes after a transaction is of another state than what was found in it.
    if (collection.transactionOf(options) !== transaction) throw noSuchTransaction('The cursor’s transaction is over');
    return collection.read(options, (later) => portionOf(later, kept, next));
  };
  const rows = rowsAt(view, table, rids.slice(from, next));
  // Meanwhile a document may have changed, or gone and left its position to another one: the filter decides anew.
  const found = from === 0 ? rows : rows.filter(({ document }) => matches(document));
  return { documents: found.map(shown), more: next >= rids.length ? undefined : more };
}

refuseOtherMembers(FindCursor.prototype, 'Cursor', mongoose.mongo.FindCursor);
