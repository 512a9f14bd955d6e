import { expect, it } from 'vitest';
import {
  DraftKeeper,
  type DraftState,
  type DraftStore,
  startingDraft,
} from '../../../designer/portal/forms/draft-keeper.ts';
import { fitting, leftOver } from '../../../designer/portal/forms/former-data.ts';
import type { SentDraft } from '../../../engine/index.ts';
import { formWith } from '../../engine/forms/sample.ts';

const at = '2026-12-01T00:00:00.000Z';
const sent: SentDraft = { record: 'r1', case: 'c1', at };

function keeperWith(refusal: { sent?: SentDraft; gone?: true }) {
  const states: DraftState[] = [];
  const kept: unknown[] = [];
  const revisions: number[] = [];
  const store: DraftStore = {
    async save(data, revision) {
      revisions.push(revision);
      if (revision > 0) throw new Error('refused');
      return { scope: 'new', form: 'note', data, revision: 1, savedAt: at };
    },
    discard: async () => undefined,
    keep: (content) => kept.push(content),
    forget: () => kept.splice(0),
    conflictOf: () => undefined,
    sentOf: () => refusal.sent,
    isGone: () => refusal.gone === true,
    now: () => at,
  };
  const keeper = new DraftKeeper(store, { revision: 3, rest: 1, onState: (state) => states.push(state) });
  return { keeper, states, kept, revisions };
}

it('C5: of a draft that was submitted elsewhere the page says so, and keeps no copy before the person begins anew', async () => {
  const { keeper, states, kept, revisions } = keeperWith({ sent });
  keeper.change({ subject: 'a' });
  await keeper.flush();
  keeper.change({ subject: 'ab' });
  await keeper.flush();
  expect(states.at(-1)).toEqual({ status: 'sent', sent });
  expect(kept).toEqual([]);
  keeper.beginAnew({ subject: 'ab' });
  await keeper.flush();
  expect(states.at(-1)).toMatchObject({ status: 'saved' });
  expect(revisions).toEqual([3, 0]);
});

it('C5: a draft that was given up elsewhere goes on as one of its own', async () => {
  const { keeper, states, revisions } = keeperWith({ gone: true });
  keeper.change({ subject: 'a' });
  await keeper.flush();
  expect(states.at(-1)).toMatchObject({ status: 'saved' });
  expect(revisions).toEqual([3, 0]);
});

it('C5b: a copy on this device of a draft that the server has no more is not brought back', () => {
  const kept = { data: { subject: 'a' }, revision: 3, at };
  expect(startingDraft(undefined, kept)).toBeUndefined();
  expect(startingDraft(undefined, kept, false)).toMatchObject({ from: 'device' });
  expect(startingDraft(undefined, { ...kept, revision: 0 })).toMatchObject({ from: 'device' });
});

it('C29: of a draft begun under an earlier form, what fits is kept and the rest is shown', () => {
  const form = formWith({ subject: { type: 'text', title: 'Subject' } });
  const data = { subject: 'a', purposeText: 'Rent' };
  expect(fitting(form, data)).toEqual({ subject: 'a' });
  const starting = { data, revision: 1, at, from: 'device' as const };
  expect(leftOver(form, starting)).toMatchObject([{ title: 'purposeText', text: 'Rent' }]);
  const former = [{ release: 1, name: 'purposeText', title: 'Purpose', text: 'Rent' }];
  expect(leftOver(form, { ...starting, former })).toEqual(former);
});
