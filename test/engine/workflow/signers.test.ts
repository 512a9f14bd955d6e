import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/index.ts';
import { candidates } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, role, workflowOf } from './world.ts';

const decisions = ['approve', 'reject', 'transfer', 'add-signer'];

/** Everybody of the company: the scope that these steps declare. */
const anybody = { within: 'u-group' };

function begin(step: JsonObject = {}): Desk {
  return new Desk(
    workflowOf(
      chartOf({
        review: approval({
          assign: [{ by: 'person', person: 'p-dora' }],
          decisions,
          separate: ['initiator'],
          transfer: anybody,
          addSigner: anybody,
          ...step,
        }),
      }),
    ),
  );
}

describe('adding a signer', () => {
  it('before: the task waits, and comes back with the same id', () => {
    const desk = begin().decides('dora', 'add-signer', { to: 'p-fay', where: 'before' });
    expect(desk.waiting()).toEqual(['fay']);
    expect(desk.codes('dora', 'approve', { task: 'c:1' })).toEqual(['workflow/task-waiting']);
    desk.decides('fay', 'approve');
    expect(desk.waiting()).toEqual(['dora']);
    expect(desk.task('dora').id).toBe('c:1');
    expect(desk.effectsOf('update-task')).toEqual([{ task: 'c:1', set: { status: 'open' } }]);
    desk.decides('dora', 'approve');
    expect(desk.state.states).toEqual(['end']);
  });

  it('before: a rejection counts as one of the step', () => {
    const desk = begin().decides('dora', 'add-signer', { to: 'p-fay', where: 'before' }).decides('fay', 'reject');
    expect(desk.state.states).toEqual(['refused']);
    expect(desk.state.tasks['c:1']).toMatchObject({ status: 'cancelled', closed: { by: 'p-fay', decision: 'reject' } });
  });

  it('after: the step is not decided until they have signed too', () => {
    const desk = begin({ decide: 'any' }).decides('dora', 'add-signer', { to: 'p-fay', where: 'after' });
    expect(desk.waiting()).toEqual(['dora']);
    desk.decides('dora', 'approve');
    expect(desk.waiting()).toEqual(['fay']);
    expect(desk.state.states).toEqual(['review']);
    desk.decides('fay', 'approve');
    expect(desk.state.states).toEqual(['end']);
  });

  it('after, twice: they sign in the order they were named', () => {
    const desk = begin()
      .decides('dora', 'add-signer', { to: 'p-fay', where: 'after' })
      .decides('dora', 'add-signer', { to: 'p-dave', where: 'after' });
    desk.decides('dora', 'approve');
    expect(desk.waiting()).toEqual(['fay']);
    desk.decides('fay', 'approve');
    expect(desk.waiting()).toEqual(['dave']);
  });

  it('alongside: one more seat', () => {
    const desk = begin({ decide: 'all' }).decides('dora', 'add-signer', { to: 'p-fay', where: 'alongside' });
    expect(desk.waiting()).toEqual(['dora', 'fay']);
    desk.decides('dora', 'approve');
    expect(desk.state.states).toEqual(['review']);
    desk.decides('fay', 'approve');
    expect(desk.state.states).toEqual(['end']);
  });

  it('alongside in a sequence: they are next', () => {
    const desk = begin({
      order: 'sequence',
      assign: [
        { by: 'person', person: 'p-dora' },
        { by: 'person', person: 'p-wang' },
      ],
    });
    desk.decides('dora', 'add-signer', { to: 'p-fay', where: 'alongside' }).decides('dora', 'approve');
    expect(desk.waiting()).toEqual(['fay']);
    desk.decides('fay', 'approve');
    expect(desk.waiting()).toEqual(['wang']);
  });

  it('goes one deep, unless the step says more', () => {
    const shallow = begin().decides('dora', 'add-signer', { to: 'p-fay', where: 'before' });
    expect(shallow.codes('fay', 'add-signer', { to: 'p-dave', where: 'before' })).toEqual([
      'workflow/decision-not-allowed',
    ]);
    const deep = begin({ addSigner: { ...anybody, depth: 2 } }).decides('dora', 'add-signer', {
      to: 'p-fay',
      where: 'before',
    });
    deep.decides('fay', 'add-signer', { to: 'p-dave', where: 'before' });
    expect(deep.waiting()).toEqual(['dave']);
    deep.decides('dave', 'approve').decides('fay', 'approve').decides('dora', 'approve');
    expect(deep.state.states).toEqual(['end']);
  });

  it.each([
    ['without saying where', { to: 'p-fay' }, 'workflow/where-due'],
    ['without saying whom', { where: 'before' as const }, 'workflow/to-due'],
    ['oneself', { to: 'p-dora', where: 'before' as const }, 'workflow/to-oneself'],
    ['somebody who left', { to: 'p-gone', where: 'before' as const }, 'workflow/unknown-person'],
    ['who made the request', { to: 'p-ann', where: 'before' as const }, 'workflow/separation'],
    [
      'with data of his own',
      { to: 'p-fay', where: 'before' as const, data: { reason: 'x' } },
      'workflow/decision-writes-nothing',
    ],
  ])('is refused %s', (_, said, code) => {
    expect(begin().codes('dora', 'add-signer', said)).toEqual([code]);
  });
});

describe('transfer', () => {
  it('closes one task and opens another for the same seat', () => {
    const desk = begin().decides('dora', 'transfer', { to: 'p-wang' });
    expect(desk.waiting()).toEqual(['wang']);
    expect(desk.state.tasks['c:1']).toMatchObject({ status: 'done', decision: 'transfer', to: 'p-wang' });
    expect(desk.state.tasks['c:2']).toMatchObject({ person: 'p-wang', from: 'p-dora' });
    desk.decides('wang', 'approve');
    expect(desk.state.states).toEqual(['end']);
  });

  it('is no decision about the case: the transferor did not act in the step', () => {
    const desk = begin().decides('dora', 'transfer', { to: 'p-wang' });
    expect(desk.state.acted).toEqual({});
  });

  it.each([
    ['to oneself', 'p-dora', 'workflow/to-oneself'],
    ['to nobody', '', 'workflow/to-due'],
    ['to who made the request', 'p-ann', 'workflow/separation'],
    ['to somebody unknown', 'p-nobody', 'workflow/unknown-person'],
  ])('is refused %s', (_, to, code) => {
    expect(begin().codes('dora', 'transfer', { to })).toEqual([code]);
  });

  it('is refused to a present holder', () => {
    const desk = begin({
      assign: [
        { by: 'person', person: 'p-dora' },
        { by: 'person', person: 'p-wang' },
      ],
    });
    expect(desk.codes('dora', 'transfer', { to: 'p-wang' })).toEqual(['workflow/already-holder']);
  });

  it('stays within its scope', () => {
    const desk = begin({ transfer: { role: 'finance', within: 'initiator.unit' } });
    expect(desk.codes('dora', 'transfer', { to: 'p-fred' })).toEqual(['workflow/out-of-scope']);
    expect(
      candidates(desk.workflow, desk.state, 'c:1', desk.state.tasks['c:1']?.person ?? '', 'transfer', desk.ctx()).map(
        ({ id }) => id,
      ),
    ).toEqual(['p-fay', 'p-max']);
    desk.decides('dora', 'transfer', { to: 'p-fay' });
    expect(desk.waiting()).toEqual(['fay']);
  });
});

describe('a pool', () => {
  const pool = () =>
    new Desk(
      workflowOf(
        chartOf({
          review: approval({ assign: [{ by: 'pool', role: 'finance' }], decisions, separate: ['initiator'] }),
        }),
      ),
    );

  it('is one task for all of a role; who decides it has it', () => {
    const desk = pool();
    expect(desk.waiting()).toEqual(['pool finance']);
    desk.decides('fred', 'approve', { task: 'c:1' });
    expect(desk.state.tasks['c:1']).toMatchObject({ person: 'p-fred', decision: 'approve' });
    expect(desk.state.states).toEqual(['end']);
  });

  it.each([
    ['who is not in it', 'dora', 'workflow/not-entitled'],
    ['who left', 'gone', 'workflow/unknown-person'],
    ['who made the request', 'max', 'workflow/separation'],
  ])('refuses %s', (_, who, code) => {
    const desk = who === 'max' ? new Desk(pool().workflow, { initiator: 'p-max' }) : pool();
    expect(desk.codes(who, 'approve', { task: 'c:1' })).toEqual([code]);
  });

  it('is not open to people it would find if all of them must stay apart', () => {
    const step = approval({ assign: [{ by: 'pool', role: 'president' }], separate: ['first'] });
    const desk = new Desk(
      workflowOf(chartOf({ first: approval({ assign: role('president') }, { approve: 'second' }), second: step })),
    );
    desk.decides('president', 'approve');
    expect(desk.waiting()).toEqual([]);
    expect(desk.effectsOf('open-incident')).toMatchObject([
      { step: 'second', retry: true, issue: { code: 'workflow/nobody' } },
    ]);
  });
});
