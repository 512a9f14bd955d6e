import { describe, expect, it } from 'vitest';
import { type CaseState, linkRecord, type WorkflowContext } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, role, workflowOf } from './world.ts';

// The test's form has no reference to a form; a person's field is a link that is read the same way.
const link = (desk: Desk, field: string, id: string) => (state: CaseState, ctx: WorkflowContext) =>
  linkRecord(desk.workflow, state, { field, id, at: desk.at }, ctx);
const begin = () =>
  new Desk(
    workflowOf(
      chartOf({
        finance: approval({ assign: role('finance'), decide: 'any' }, { approve: 'director' }),
        director: approval({ assign: role('director'), decide: 'any' }),
      }),
    ),
  );

describe('the link to a record that an action made', () => {
  it('is data of the case: known to it, told in its history, and no reason to ask again those who approved', () => {
    const desk = begin().decides('fay', 'approve');
    expect(desk.try(link(desk, 'reviewer', 'p-dora'))).toEqual([]);
    expect(desk.data.reviewer).toMatchObject({ id: 'p-dora' });
    expect(desk.entries.at(-1)).toMatchObject({
      kind: 'link',
      command: { field: 'reviewer', record: 'p-dora' },
      data: { fields: ['reviewer', 'total'] },
    });
    desk.decides('dora', 'approve');
    expect(desk.state).toMatchObject({ status: 'done', outcome: 'approved' });
    expect(Object.values(desk.state.tasks).some((task) => task.void)).toBe(false);
  });

  it('is written too where the case has ended with that action', () => {
    const desk = begin().decides('fay', 'approve').decides('dora', 'approve');
    expect(desk.try(link(desk, 'reviewer', 'p-dora'))).toEqual([]);
    expect(desk.state).toMatchObject({ status: 'done', outcome: 'approved', recordStatus: 'end' });
    expect(desk.data.reviewer).toMatchObject({ id: 'p-dora' });
  });

  it('is refused where the form does not take it', () => {
    const desk = begin().decides('fay', 'approve');
    expect(desk.try(link(desk, 'total', 'x'))).toEqual(['form/not-writable']);
    expect(desk.try(link(desk, 'nothing', 'x'))).toEqual(['data/unknown-key']);
  });
});
