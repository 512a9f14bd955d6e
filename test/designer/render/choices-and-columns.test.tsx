// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChoiceControl } from '../../../designer/render/controls/ChoiceControl.tsx';
import { LineItemsControl } from '../../../designer/render/controls/LineItemsControl.tsx';
import { optionTree } from '../../../designer/render/controls/option-tree.ts';
import { type Scene, SceneContext, SceneStateContext } from '../../../designer/render/form/scene.ts';
import { type Field, type JsonObject, type OptionSet, parseField } from '../../../engine/index.ts';
import '../../../designer/ui/texts/index.ts';
import '../../support/patience.ts';

afterEach(cleanup);
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

const items: JsonObject[] = [
  { key: 'A', title: { en: 'Farming and forestry', 'zh-CN': '农林牧渔业' } },
  { key: 'A01', title: { en: 'Farming', 'zh-CN': '农业' }, parent: 'A' },
  { key: 'A02', title: { en: 'Forestry', 'zh-CN': '林业' }, parent: 'A' },
  { key: 'B', title: { en: 'Mining', 'zh-CN': '采矿业' }, retired: true },
  { key: 'B06', title: { en: 'Coal', 'zh-CN': '煤炭' }, parent: 'B' },
];

function fieldOf(json: JsonObject): Field {
  const field = parseField(json, '/fields/x');
  if (!field.ok) throw new Error(JSON.stringify(field.issues));
  return field.value;
}

function draw(control: React.ReactNode) {
  const scene = { locale: 'en', options: () => undefined, newRow: () => ({}), set: () => {}, touch: () => {} };
  return render(
    <SceneContext value={scene as unknown as Scene}>
      <SceneStateContext value={{ data: {}, states: {}, issues: [] } as never}>{control}</SceneStateContext>
    </SceneContext>,
  );
}
const ties = { id: 'x', pointer: '/x', required: false, invalid: false, onBlur: () => {} };

describe('options that lie under others', () => {
  it.each(['choice', 'multi-choice'])('are chosen from a tree: %s', async (type) => {
    const chosen: unknown[] = [];
    const field = fieldOf({ type, options: items });
    draw(<ChoiceControl {...ties} field={field} value={undefined} onChange={(value) => chosen.push(value)} />);
    // Until the tree is loaded, the box cannot be opened.
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('combobox').disabled).toBe(false));
    await userEvent.click(screen.getByRole('combobox'));
    const tree = await screen.findByRole('tree');
    expect(
      within(tree.parentElement as HTMLElement)
        .getAllByText(/Farming|Forestry|Mining|Coal/)
        .map((node) => node.textContent),
    ).toEqual(['Farming and forestry', 'Farming', 'Forestry', 'Mining', 'Coal']);
    await userEvent.click(screen.getByText('Coal'));
    expect(chosen).toEqual([type === 'choice' ? 'B06' : ['B06']]);
  });

  it('show what they lie under even where it cannot be chosen', () => {
    const set = { key: '', title: '', items } as unknown as OptionSet;
    expect(
      optionTree(set, items.filter(({ retired }) => !retired) as unknown as OptionSet['items'], 'zh-CN'),
    ).toMatchObject([
      { value: 'A', title: '农林牧渔业', children: [{ value: 'A01' }, { value: 'A02' }] },
      { value: 'B', disabled: true, children: [{ value: 'B06' }] },
    ]);
    expect(optionTree(set, [items[0]] as unknown as OptionSet['items'], 'en')).toBeUndefined();
  });
});

describe('a column of rows', () => {
  it('has its help under its title, and tells its inputs of it', () => {
    const field = fieldOf({
      type: 'line-items',
      fields: { cost: { type: 'text', title: 'Cost', help: 'Without tax' } },
    });
    draw(<LineItemsControl {...ties} field={field} value={[{}]} onChange={() => {}} />);
    const help = screen.getByText('Without tax');
    expect(help.closest('th')?.textContent).toContain('Cost');
    const input = screen.getByRole('textbox');
    expect(input.getAttribute('aria-describedby')?.split(' ')).toContain(help.id);
  });
});
