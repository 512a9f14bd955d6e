import type { CommandKind, HistoryDraft } from '../../../engine/index.ts';
import type { HistoryRow } from '../../store/rows.ts';

const commands = {
  start: true,
  decide: true,
  claim: true,
  release: true,
  fire: true,
  event: true,
  withdraw: true,
  amend: true,
  reassign: true,
  move: true,
  suspend: true,
  resume: true,
  cancel: true,
  retry: true,
  propose: true,
  confirm: true,
  dismiss: true,
  attend: true,
  link: true,
} as const satisfies { [K in CommandKind]: true };

/** True for a link that changed the case; others (comments, reminders) only tell. */
export function isEntry({ kind }: Pick<HistoryRow, 'kind'>): boolean {
  return Object.hasOwn(commands, kind);
}

/** A link of a case's chain as the engine gave it. */
export function entryOf(row: HistoryRow): HistoryDraft & { seq: number } {
  const { seq, kind, at, actor, body } = row;
  return { seq, kind, at, ...(actor !== undefined && { by: actor }), ...body } as unknown as HistoryDraft & {
    seq: number;
  };
}
