import { type HistoryItem, type Json, type Locale, localise, type PersonRef } from '../../../engine/index.ts';
import type { HistoryRow } from '../../store/rows.ts';
import type { Around } from '../surroundings/load-surroundings.ts';

/** A link of a chain as a person reads it; `text` is one sentence in the reader's language. */
export function historyItem(
  row: HistoryRow,
  around: Around,
  text: string,
  more: Pick<HistoryItem, 'opinion' | 'step' | 'signed' | 'changes'> = {},
): HistoryItem {
  const { seq, at, actor, onBehalfOf, kind } = row;
  return {
    seq,
    at,
    ...(actor !== undefined && { actor: personRef(around, actor) }),
    ...(onBehalfOf !== undefined && { onBehalfOf: personRef(around, onBehalfOf) }),
    kind,
    text,
    ...more,
  };
}

/** A person's id and name; a person who is gone keeps the id. */
export function personRef({ organisation }: Around, id: string): PersonRef {
  return { id, title: organisation.person(id)?.title ?? id };
}

export function nameOf({ organisation }: Around, id: string | undefined, locale: Locale): string {
  if (id === undefined) return locale === 'zh-CN' ? '系统' : 'The system';
  return localise(organisation.person(id)?.title, locale) || id;
}

export function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
