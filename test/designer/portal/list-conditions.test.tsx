// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Between } from '../../../designer/portal/lists/Between.tsx';
import { conditionKind, conditionPath } from '../../../designer/portal/lists/condition-kind.ts';
import { filterRule } from '../../../designer/portal/lists/list-state.ts';
import { startTexts } from '../../../designer/ui/i18n.ts';
import { type Field, parseForm } from '../../../engine/index.ts';
import '../../support/patience.ts';

vi.mock('../../../designer/ui/session.tsx', () => ({ useSession: () => ({ zone: 'Asia/Shanghai', units: [] }) }));

const types = ['date-time', 'multi-choice', 'unit', 'id-number', 'long-text'];
const fieldOf = (type: string): Field => {
  const options = type === 'multi-choice' ? { options: [{ key: 'a', title: 'A' }] } : {};
  const parsed = parseForm(
    { kind: 'form', key: 'f', title: 'F', fields: { x: { type, title: 'X', ...options } }, access: {} },
    { options: () => undefined, form: () => undefined },
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value.fields.x as Field;
};

afterEach(cleanup);

it.each(types)('D18: a list can be narrowed by a field of type %s', (type) => {
  expect(conditionKind(fieldOf(type))).toBeDefined();
});

it('D18: a unit is found by which one it is, several options by any of them', () => {
  expect(conditionPath(fieldOf('unit'))).toBe('x.id');
  expect(filterRule({ x: { any: ['a', 'b'] } })).toEqual({
    or: [{ in: ['a', { var: 'x' }] }, { in: ['b', { var: 'x' }] }],
  });
});

it('D18: days typed for a time are whole days on the clocks of the tenant', () => {
  startTexts('en');
  const taken: unknown[] = [];
  render(<Between title="X" field={fieldOf('date-time')} condition={undefined} onChange={(one) => taken.push(one)} />);
  const [from, to] = [...document.querySelectorAll('input')] as [HTMLInputElement, HTMLInputElement];
  fireEvent.change(from, { target: { value: '2026-12-15' } });
  fireEvent.change(to, { target: { value: '2026-12-15' } });
  expect(taken.at(-1)).toEqual({ from: '2026-12-14T16:00:00.000Z', to: '2026-12-15T15:59:59.999Z' });
  expect(screen.getByText('X')).toBeTruthy();
});
