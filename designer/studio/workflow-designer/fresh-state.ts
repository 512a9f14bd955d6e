import type { JsonObject } from '../../../engine/index.ts';

export const stateKinds = ['approval', 'fill', 'copy', 'final'] as const;
export type StateKind = (typeof stateKinds)[number];

const titles: { [K in StateKind]: { en: string; 'zh-CN': string } } = {
  approval: { en: 'Approval', 'zh-CN': '审批' },
  fill: { en: 'Fill in', 'zh-CN': '填写' },
  copy: { en: 'Copy', 'zh-CN': '抄送' },
  final: { en: 'End', 'zh-CN': '结束' },
};

/** A state to begin with: its key and the least that a step of its kind needs; the check says what is still missing. */
export function freshState(kind: StateKind, taken: readonly string[]): { key: string; json: JsonObject } {
  const base = kind === 'final' ? 'end' : kind;
  let key: string = base;
  for (let number = 2; taken.includes(key); number++) key = `${base}-${number}`;
  const title = titles[kind];
  if (kind === 'final') return { key, json: { type: 'final', meta: { title, outcome: 'approved' } } };
  const step: JsonObject = { type: kind, assign: [] };
  if (kind === 'approval')
    Object.assign(step, {
      order: 'parallel',
      decide: 'any',
      decisions: ['approve', 'reject'],
      separate: ['initiator'],
    });
  if (kind === 'fill') Object.assign(step, { assign: [{ by: 'initiator' }], decisions: ['submit'] });
  return { key, json: { meta: { title, step }, on: {} } };
}
