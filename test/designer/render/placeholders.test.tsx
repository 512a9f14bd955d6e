// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { controls } from '../../../designer/render/controls/registry.ts';
import { type Scene, SceneContext, SceneStateContext } from '../../../designer/render/form/scene.ts';
import { icons } from '../../../designer/ui/Icon.tsx';
import { type FieldTypeName, fieldTypes, iconNames, type JsonObject, parseField } from '../../../engine/index.ts';

afterEach(cleanup);
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));

const options = [{ key: 'a', title: 'A' }];
const types: [type: FieldTypeName, more?: JsonObject][] = [
  ['text'],
  ['long-text'],
  ['number'],
  ['money'],
  ['percent'],
  ['date'],
  ['date-time'],
  ['choice', { options }],
  ['multi-choice', { options }],
  ['person'],
  ['unit'],
  ['phone'],
  ['email'],
  ['id-number'],
  ['bank-account'],
  ['reference', { form: 'customer', display: 'name' }],
];

const scene = {
  locale: 'en',
  zone: 'Asia/Shanghai',
  today: '2026-11-24',
  options: () => undefined,
  services: { units: [], lookUp: async () => [] },
  form: { fields: {} },
};

describe('an empty field', () => {
  it.each(types)('shows its placeholder: %s', (type, more = {}) => {
    const field = parseField({ type, ...more }, '/fields/x');
    if (!field.ok) throw new Error(JSON.stringify(field.issues));
    const Drawn = controls[type];
    const { container } = render(
      <SceneContext value={scene as unknown as Scene}>
        <SceneStateContext value={{ typed: {}, data: {}, states: {}, issues: [] }}>
          <Drawn
            id="x"
            field={field.value}
            pointer="/x"
            value={undefined}
            onChange={() => {}}
            onBlur={() => {}}
            required={false}
            invalid={false}
            placeholder="Type here"
          />
        </SceneStateContext>
      </SceneContext>,
    );
    const inputs = [...container.querySelectorAll('[placeholder]')].map((input) => input.getAttribute('placeholder'));
    expect([...inputs, container.textContent]).toContain('Type here');
  });

  it('is of a type that has a placeholder, or has none to say', () => {
    const without = fieldTypes.flatMap((kind) =>
      'without' in kind && kind.without?.includes('placeholder') ? [kind.type] : [],
    );
    expect([...types.map(([type]) => type), ...without].sort()).toEqual(fieldTypes.map(({ type }) => type).sort());
  });
});

describe('the signs of the menu', () => {
  it('are drawn each by a picture of its own', () => {
    expect(new Set(iconNames.map((name) => icons[name])).size).toBe(iconNames.length);
  });
});
