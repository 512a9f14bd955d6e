import { describe, expect, it } from 'vitest';
import { claim, release } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, workflowOf } from './world.ts';

const begin = () =>
  new Desk(workflowOf(chartOf({ review: approval({ assign: [{ by: 'pool', role: 'finance', within: 'u-east' }] }) })));
const take = (desk: Desk, verb: typeof claim, person: string) =>
  desk.try((state, ctx) => verb(desk.workflow, state, { task: 'c:1', person: `p-${person}`, at: desk.at }, ctx));

describe('claiming a task of a pool', () => {
  it('gives it to the first; the next is told whose it is', () => {
    const desk = begin();
    expect(take(desk, claim, 'fay')).toEqual([]);
    expect(desk.waiting()).toEqual(['fay']);
    expect(desk.effectsOf('update-task')).toEqual([{ task: 'c:1', set: { person: 'p-fay' } }]);
    expect(take(desk, claim, 'max')).toEqual(['workflow/not-yours']);
    expect(desk.codes('max', 'approve', { task: 'c:1' })).toEqual(['workflow/not-yours']);
  });

  it('is for people of the pool: role and unit', () => {
    expect(take(begin(), claim, 'fred')).toEqual(['workflow/not-entitled']);
  });

  it('can be undone: the task is the pool’s again', () => {
    const desk = begin();
    take(desk, claim, 'fay');
    expect(take(desk, release, 'max')).toEqual(['workflow/not-yours']);
    expect(take(desk, release, 'fay')).toEqual([]);
    expect(desk.waiting()).toEqual(['pool finance@u-east']);
    expect(take(desk, claim, 'max')).toEqual([]);
  });
});
