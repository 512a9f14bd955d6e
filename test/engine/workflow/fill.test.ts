import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import { taskOptions } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, workflowOf } from './world.ts';

const dora: Json = { by: 'person', person: 'p-dora' };
const wang: Json = { by: 'person', person: 'p-wang' };
const fay: Json = { by: 'person', person: 'p-fay' };
const nobody: JsonObject = { assign: [{ by: 'role', role: 'archivist' }] };

/** A step that fills in, after an approval by Dave. */
function begin(step: JsonObject, more: JsonObject = {}): Desk {
  const fill: JsonObject = {
    meta: { step: { type: 'fill', assign: [dora, wang, fay], ...step } },
    on: { submit: 'end', reject: 'refused' },
  };
  const first = approval(
    { assign: [{ by: 'person', person: 'p-dave' }], ignore: ['amount', 'total'] },
    { approve: 'fill' },
  );
  return new Desk(workflowOf(chartOf({ first, fill }), more)).decides('dave', 'approve');
}

const rejects = { decisions: ['submit', 'reject'] };

describe('a step that fills in', () => {
  it.each<[string, JsonObject, [string, string][], string, string[]]>([
    ['ends with the first who submits', {}, [['wang', 'submit']], 'end', []],
    ['any: ends with the first who submits', { decide: 'any' }, [['wang', 'submit']], 'end', []],
    [
      'all, at once: waits for each',
      { decide: 'all', order: 'parallel' },
      [['wang', 'submit']],
      'fill',
      ['dora', 'fay'],
    ],
    [
      'all, in a sequence: asks one after the other',
      { decide: 'all', order: 'sequence' },
      [['dora', 'submit']],
      'fill',
      ['wang'],
    ],
    [
      'a share of them is enough',
      { decide: { vote: 0.5 } },
      [
        ['dora', 'submit'],
        ['fay', 'submit'],
      ],
      'end',
      [],
    ],
    [
      'a share that waits for all is fixed and not closed',
      { decide: { vote: 0.5, waitForAll: true } },
      [
        ['dora', 'submit'],
        ['fay', 'submit'],
      ],
      'fill',
      ['wang'],
    ],
    [
      'the first rejection decides',
      { ...rejects, decide: 'all', reject: 'first' },
      [['wang', 'reject']],
      'refused',
      [],
    ],
    ['all must reject', { ...rejects, decide: 'any', reject: 'all' }, [['wang', 'reject']], 'fill', ['dora', 'fay']],
    [
      'goes to another role where nobody is found',
      { ...nobody, empty: { role: 'president' } },
      [],
      'fill',
      ['pool president'],
    ],
    ['goes to the administrators where nobody is found', { ...nobody, empty: 'to-admin' }, [], 'fill', ['pool admin']],
    ['is skipped where nobody is found', { ...nobody, empty: 'skip' }, [], 'end', []],
    ['is an incident where nobody is found', { ...nobody, empty: 'incident' }, [], 'fill', []],
    [
      'leaves out who decided in a step that it keeps apart',
      { assign: [dora, { by: 'person', person: 'p-dave' }], separate: ['first'] },
      [],
      'fill',
      ['dora'],
    ],
  ])('%s', (_, step, said, state, waiting) => {
    const desk = begin(step, { admin: 'admin' });
    for (const [who, decision] of said) desk.decides(who, decision);
    expect([desk.state.states, desk.waiting()]).toEqual([[state], waiting]);
    expect(desk.state.stuck.length > 0).toBe(step.empty === 'incident');
  });

  it.each<[string, JsonObject, string, JsonObject, string[]]>([
    ['an opinion that is required', { opinion: 'required' }, 'submit', { opinion: '' }, ['workflow/opinion-due']],
    [
      'an opinion with a rejection',
      { ...rejects, opinion: 'on-reject' },
      'reject',
      { opinion: '' },
      ['workflow/opinion-due'],
    ],
    ['a signature', { sign: 'password' }, 'submit', {}, ['workflow/signature-due']],
    ['a field that must be filled in', { fields: { ticket: 'required' } }, 'submit', {}, ['workflow/field-required']],
    [
      'nothing in a field that is only read',
      { fields: { ticket: 'read' } },
      'submit',
      { data: { ticket: 'x' } },
      ['form/not-writable'],
    ],
    [
      'nothing in a field that is hidden',
      { fields: { ticket: 'hidden' } },
      'submit',
      { data: { ticket: 'x' } },
      ['form/not-writable'],
    ],
    [
      'nothing in a field that is masked',
      { fields: { ticket: 'masked' } },
      'submit',
      { data: { ticket: 'x' } },
      ['form/not-writable'],
    ],
  ])('asks for %s', (_, step, decision, said, codes) => {
    expect(begin(step).codes('dora', decision, said)).toEqual(codes);
  });

  it('takes no opinion where none is required', () => {
    expect(begin({ opinion: 'optional' }).decides('dora', 'submit', { opinion: '' }).state.states).toEqual(['end']);
  });

  it('asks again who submitted before a later change, unless it ignores the field', () => {
    const waitingAfter = (step: JsonObject) =>
      begin({ decide: 'all', assign: [dora, wang], ...step })
        .decides('dora', 'submit')
        .decides('wang', 'submit', { data: { amount: 7 } })
        .waiting();
    expect(waitingAfter({})).toEqual(['dora']);
    expect(waitingAfter({ ignore: ['amount', 'total'] })).toEqual([]);
  });

  it('returns where it may, and goes on from there as it says', () => {
    const back = (resume: string, said: JsonObject = {}) => {
      const desk = begin({ decisions: ['submit', 'return'], return: { to: ['first'], resume } });
      return desk.decides('dora', 'return', { to: 'first', ...said });
    };
    expect(back('rerun').waiting()).toEqual(['dave']);
    expect(back('rerun').decides('dave', 'approve').waiting()).toEqual(['dora', 'wang', 'fay']);
    expect(back('direct').decides('dave', 'approve').waiting()).toContain('dora');
    expect(back('ask', { resume: 'direct' }).decides('dave', 'approve').state.states).toEqual(['fill']);
    const desk = begin({ decisions: ['submit', 'return'], return: { to: ['first'], resume: 'ask' } });
    expect(desk.codes('dora', 'return', { to: 'first' })).toEqual(['workflow/resume-due']);
  });

  it('is handed on and signed by others within the scope that it says', () => {
    const scope = { role: 'finance', within: 'u-west' };
    const transfer = begin({ assign: [dora], decisions: ['submit', 'transfer'], transfer: scope });
    expect(transfer.codes('dora', 'transfer', { to: 'p-fay' })).toEqual(['workflow/out-of-scope']);
    expect(transfer.decides('dora', 'transfer', { to: 'p-fred' }).waiting()).toEqual(['fred']);
    const more = { assign: [dora], decisions: ['submit', 'add-signer'], addSigner: { ...scope, depth: 1 } };
    const signer = begin(more);
    expect(signer.codes('dora', 'add-signer', { to: 'p-fay', where: 'before' })).toEqual(['workflow/out-of-scope']);
    signer.decides('dora', 'add-signer', { to: 'p-fred', where: 'before' });
    expect(signer.waiting()).toEqual(['fred']);
    expect(signer.codes('fred', 'add-signer', { to: 'p-max', where: 'before' })).toEqual([
      'workflow/decision-not-allowed',
    ]);
  });

  it('offers the decisions and shows the guide that it says', () => {
    const desk = begin({ assign: [dora], decisions: ['submit', 'refer'], guide: 'Ask the desk.' });
    const shown = taskOptions(desk.workflow, desk.state, desk.task('dora').id, 'p-dora', desk.ctx());
    expect(shown).toMatchObject({ decisions: ['submit', 'refer'], guide: 'Ask the desk.' });
  });
});

describe('a copy', () => {
  it('shows its people the fields that it says, and the guide', () => {
    const copy: JsonObject = {
      meta: {
        step: {
          type: 'copy',
          assign: [dora],
          guide: 'For your files.',
          fields: { ticket: 'hidden', reason: 'masked', amount: 'read' },
        },
      },
      on: { done: 'review' },
    };
    const desk = new Desk(workflowOf(chartOf({ copy, review: approval({ assign: [wang] }) })));
    const [task] = Object.values(desk.state.tasks).filter(({ kind }) => kind === 'copy');
    const shown = taskOptions(desk.workflow, desk.state, task?.id ?? '', 'p-dora', desk.ctx());
    expect(shown).toMatchObject({ guide: 'For your files.', decisions: [] });
    expect(shown.fields).toMatchObject({ ticket: 'hidden', reason: 'masked', amount: 'read' });
  });
});
