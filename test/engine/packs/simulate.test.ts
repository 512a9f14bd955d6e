import { describe, expect, it } from 'vitest';
import { organisationOf } from '../../../engine/access/index.ts';
import type { JsonObject } from '../../../engine/core/json.ts';
import type { Locale } from '../../../engine/core/text.ts';
import { runScenarios } from '../../../engine/packs/run-scenarios.ts';
import { simulate } from '../../../engine/packs/simulate.ts';
import type { SimulateInput } from '../../../engine/wire/index.ts';
import { changedPack } from './changed-pack.ts';

const person = (name: string, title: string, role: string, zh = title) => ({
  id: `id-${name}`,
  name,
  title: { en: title, 'zh-CN': zh },
  unit: 'bj',
  roles: [role],
  active: true,
});
const organisation = organisationOf({
  people: [
    person('mia', 'Mia', 'maker', '米娅'),
    person('fei', 'Fei', 'finance', '小飞'),
    person('dan', 'Dan', 'director', '丹'),
    person('pia', 'Pia', 'deputy', '皮亚'),
    person('pat', 'Pat', 'president', '帕特'),
  ],
  units: [{ id: 'bj', title: 'Beijing', kind: 'branch' }],
});
const around = (locale: Locale = 'en') => ({
  organisation,
  calendar: { isWorkday: () => true, hours: { from: 540, to: 1_080 } },
  zone: 'Asia/Shanghai',
  now: '2026-11-24T02:00:00.000Z',
  locale,
});
const pack = changedPack();

function run(over: Partial<SimulateInput> = {}, locale: Locale = 'en') {
  const input: SimulateInput = {
    workflow: 'transfer-approval',
    initiator: 'mia',
    data: { amount: 6_000_000, purpose: 'goods' },
    decisions: [],
    ...over,
  };
  const result = simulate(pack, input, around(locale));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const finance = { step: 'finance', person: 'fei', decision: 'approve' };

describe('a simulation', () => {
  it('stands where the case would, and says who is next', () => {
    const result = run();
    expect(result).toMatchObject({ status: 'running', states: ['finance'] });
    expect(result.waiting).toEqual([
      {
        step: 'finance',
        title: { en: 'Finance review', 'zh-CN': '财务审核' },
        people: [{ id: 'id-fei', title: { en: 'Fei', 'zh-CN': '小飞' } }],
        decisions: ['approve', 'reject', 'return', 'transfer'],
      },
    ]);
  });

  it('takes decisions in order, to the end', () => {
    const result = run({
      decisions: [
        finance,
        { step: 'leadership', person: 'pia', decision: 'approve' },
        { step: 'leadership', person: 'id-dan', decision: 'approve' },
      ],
    });
    expect(result).toMatchObject({ status: 'done', states: ['paid'], waiting: [] });
    expect(result.problems.filter(({ code }) => code.startsWith('pack/') || code.startsWith('workflow/'))).toEqual([]);
  });

  it('shows the way that lies ahead, and why', () => {
    const { preview } = run();
    expect(preview.steps.map(({ step, people }) => [step, people.map(({ id }) => id)])).toEqual([
      ['finance', ['id-fei']],
      ['leadership', ['id-dan', 'id-pia']],
    ]);
    expect(preview.text).toMatch(/60,000/);
  });

  it('lists what would have left the system, in the reader’s language, and sends nothing', () => {
    expect(run({ decisions: [finance] }).effects).toEqual([
      { type: 'notify', text: 'Notice "A task has arrived" to Fei' },
      { type: 'notify', text: 'Notice "A task has arrived" to Dan, Pia' },
    ]);
    expect(run({}, 'zh-CN').effects).toEqual([{ type: 'notify', text: '向小飞发送通知“待办到达”' }]);
  });

  it('keeps a log of who did what and where it led', () => {
    const log = run({ decisions: [finance] }).log.map(({ text }) => text);
    expect(log[0]).toBe('Mia starts');
    expect(log).toContain('Finance review: Fei decides "approve"');
    expect(log.join('\n')).toMatch(/Director.*60,000/);
    expect(run({ decisions: [finance] }, 'zh-CN').log.map(({ text }) => text)).toContain('财务审核：小飞选择“同意”');
  });

  it('says what the form would have refused, without stopping', () => {
    const { problems, states } = run();
    expect(problems.map(({ path }) => path)).toContain('/customer');
    expect(states).toEqual(['finance']);
  });

  it('computes what the form computes', () => {
    const items: JsonObject[] = [{ what: 'Paper', cost: 100_000_001 }];
    expect(run({ data: { items, amount: 1 } }).preview.steps.map(({ step }) => step)).toEqual([
      'finance',
      'leadership',
      'president',
    ]);
  });

  it.each<[string, Partial<SimulateInput>, string]>([
    [
      'a person who has no task',
      { decisions: [{ step: 'finance', person: 'dan', decision: 'approve' }] },
      'pack/scenario-no-task',
    ],
    [
      'a step that is not waiting',
      { decisions: [{ step: 'president', person: 'pat', decision: 'approve' }] },
      'pack/scenario-no-task',
    ],
  ])('stops at %s and says so', (_, over, code) => {
    const result = run(over);
    expect(result.problems.map((problem) => problem.code)).toContain(code);
    expect(result.states).toEqual(['finance']);
  });

  it('tells why somebody may not start', () => {
    const result = run({ initiator: 'fei' });
    expect(result).toMatchObject({ status: 'failed', states: [], waiting: [] });
    expect(result.problems.some(({ code }) => code.startsWith('workflow/'))).toBe(true);
  });

  it.each<[string, Partial<SimulateInput>, string]>([
    ['workflow', { workflow: 'transfer-aproval' }, 'pack/unknown-workflow'],
    ['person', { initiator: 'nobody' }, 'pack/unknown-person'],
  ])('of an unknown %s is refused', (_, over, code) => {
    const result = simulate(
      pack,
      { workflow: 'transfer-approval', initiator: 'mia', data: {}, decisions: [], ...over },
      around(),
    );
    expect(result).toMatchObject({ ok: false, issues: [{ code }] });
  });

  it('answers alike each time', () => expect(run({ decisions: [finance] })).toEqual(run({ decisions: [finance] })));
});

describe('scenarios', () => {
  it('tell where the case stood', () => {
    const results = Object.fromEntries(
      runScenarios(pack).map(({ key, passed, status, states }) => [key, [passed, status, ...states]]),
    );
    expect(results).toEqual({
      'small-is-paid-after-finance': [true, 'done', 'paid'],
      'large-needs-both-leaders': [true, 'done', 'paid'],
      'largest-needs-president': [true, 'running', 'president'],
      'returned-comes-back-to-who-returned': [true, 'running', 'leadership'],
    });
  });

  it('fail when the workflow no longer does what they say', () => {
    const changed = changedPack([
      [
        'workflow/transfer-approval',
        '/chart/states/finance/on/approve/0/guard/params/if',
        { '>': [{ var: 'amount' }, 8_000_000] },
      ],
    ]);
    const failed = runScenarios(changed).filter(({ passed }) => !passed);
    expect(failed.map(({ key }) => key)).toEqual(['large-needs-both-leaders', 'returned-comes-back-to-who-returned']);
  });

  it('run against a given organisation too', () => {
    expect(runScenarios(pack, { organisation }).every(({ passed }) => passed)).toBe(true);
  });
});
