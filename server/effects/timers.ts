import { partId } from '../domain/cases/part-id.ts';
import type { TimerRow } from '../store/rows.ts';
import type { EffectHandler } from './scope.ts';

export const setTimer: EffectHandler<'set-timer'> = (
  { subject: { row }, writes },
  { timer, event, state, step, fireAt },
) => {
  const made: TimerRow = {
    id: partId(row.id, timer),
    tenant: row.tenant,
    case: row.id,
    no: row.no,
    timer,
    step: step ?? state,
    event,
    fireAt,
    status: 'waiting',
    attempts: 0,
  };
  writes.timers.push(made);
};

export const cancelTimer: EffectHandler<'cancel-timer'> = ({ subject: { row }, writes }, { timer }) => {
  const id = partId(row.id, timer);
  const at = writes.timers.findIndex((made) => made.id === id);
  if (at >= 0) writes.timers.splice(at, 1);
  else writes.endedTimers.push(id);
};
