// @vitest-environment jsdom
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { draftQuery } from '../../../designer/api/studio.ts';
import { type Command, definition, objectAt } from '../../../designer/studio/document/index.ts';
import { FieldPanel } from '../../../designer/studio/form-designer/FieldPanel.tsx';
import { FieldRules } from '../../../designer/studio/form-designer/FieldRules.tsx';
import { FormStudio } from '../../../designer/studio/form-designer/form-studio.ts';
import { propertyEditors } from '../../../designer/studio/property-editors/registry.ts';
import { RulePropertyEditor } from '../../../designer/studio/property-editors/rule-editors.tsx';
import { freshState } from '../../../designer/studio/workflow-designer/fresh-state.ts';
import { StepEditor } from '../../../designer/studio/workflow-designer/StepEditor.tsx';
import { TransitionsEditor } from '../../../designer/studio/workflow-designer/TransitionsEditor.tsx';
import { checkDocument } from '../../../designer/studio/workspace/check-draft.ts';
import { StudioContext } from '../../../designer/studio/workspace/studio-context.ts';
import { useWorkspace } from '../../../designer/studio/workspace/useWorkspace.ts';
import { addTexts, startTexts } from '../../../designer/ui/i18n.ts';
import { designers } from '../../../designer/ui/texts/en/designers.ts';
import { studio } from '../../../designer/ui/texts/en/studio.ts';
import { designers as designersZh } from '../../../designer/ui/texts/zh-CN/designers.ts';
import { studio as studioZh } from '../../../designer/ui/texts/zh-CN/studio.ts';
import { fieldTypeOf, type JsonObject, type PackDraft, type PropertySpec } from '../../../engine/index.ts';
import '../../support/patience.ts';

const title = (text: string) => ({ en: text, 'zh-CN': text });
const partner: JsonObject = {
  kind: 'form',
  key: 'partner',
  title: title('Partner'),
  fields: { name: { type: 'text', title: title('Name') }, city: { type: 'text', title: title('City') } },
};
const order: JsonObject = {
  kind: 'form',
  key: 'order',
  title: title('Order'),
  fields: {
    town: { type: 'text', title: title('Town') },
    partner: { type: 'reference', form: 'partner', display: 'name', title: title('Partner') },
    size: {
      type: 'choice',
      title: title('Size'),
      options: [
        { key: 's', title: 'S' },
        { key: 'l', title: 'L' },
      ],
    },
  },
  rules: {
    small: { when: { '==': [{ var: 'town' }, 'Ulm'] }, then: { size: { options: ['s'] } } },
    kept: { when: { '==': [{ var: 'town' }, 'Bonn'] }, then: { size: { visible: false, onHide: 'keep' } } },
  },
  checks: { odd: { fail: { empty: [{ var: 'town' }] }, path: '/town', message: 'No town' } },
  layout: [{ section: {}, fields: ['town', 'partner', 'size'] }],
};
const flow: JsonObject = {
  kind: 'workflow',
  key: 'flow',
  title: title('Flow'),
  form: 'order',
  start: { on: 'create', roles: ['clerk'] },
  chart: {
    initial: 'tell',
    states: {
      tell: { meta: { title: title('Tell'), step: { type: 'copy', assign: [{ by: 'initiator' }] } }, on: {} },
      end: { type: 'final', meta: { title: title('End'), outcome: 'approved' } },
    },
  },
};
const draft = {
  key: 'p',
  revision: 1,
  pack: { key: 'p', title: title('P') },
  definitions: [partner, order, flow].map((json) => ({ kind: json.kind, key: json.key, json, revision: 1 })),
} as unknown as PackDraft;

let done: Command[];
let show: (ref: string) => JsonObject;

/** The parts of the studio over a draft that commands really change. */
function Bench({ children }: { children(json: (ref: string) => JsonObject): ReactNode }) {
  const workspace = useWorkspace('p', draft);
  show = (ref) => workspace.document.definitions[ref] as JsonObject;
  const studio = {
    ...workspace,
    ...checkDocument(draft, workspace.document, 'en'),
    dispatch: (command: Command) => {
      done.push(command);
      return workspace.dispatch(command);
    },
    selected: undefined,
    open: () => undefined,
    focus: undefined,
    show: () => undefined,
  };
  return <StudioContext.Provider value={studio}>{children(show)}</StudioContext.Provider>;
}
const draw = (children: (json: (ref: string) => JsonObject) => ReactNode) =>
  render(
    <App>
      <Bench>{children}</Bench>
    </App>,
  );
/** What a labelled choice shows. */
const shownIn = (label: string) =>
  [...(screen.getByLabelText(label).closest('.ant-select')?.querySelectorAll('[title]') ?? [])]
    .map((one) => one.getAttribute('title'))
    .filter(Boolean)
    .join(', ');

beforeAll(() => {
  startTexts('en');
  addTexts('studio', { en: studio, 'zh-CN': studioZh });
  addTexts('designers', { en: designers, 'zh-CN': designersZh });
});
beforeEach(() => {
  done = [];
  vi.stubGlobal('fetch', async () => Response.json({ revision: 2, problems: [] }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('D6: no event and no reconnect fetches the open draft anew', async () => {
  const queries = new QueryClient();
  let asked = 0;
  vi.stubGlobal('fetch', async () => {
    asked += 1;
    return Response.json(draft);
  });
  const stop = new QueryObserver(queries, draftQuery('p')).subscribe(() => undefined);
  await queries.fetchQuery(draftQuery('p'));
  await queries.invalidateQueries({ queryKey: ['packs'] });
  await queries.invalidateQueries();
  expect(asked).toBe(1);
  stop();
});

it('D7: a copy step leads on by what ends it', async () => {
  draw((json) => (
    <TransitionsEditor
      workflow="flow"
      json={json('workflow/flow')}
      state="tell"
      node={objectAt(json('workflow/flow'), '/chart/states/tell')}
      way={undefined}
      fields={[]}
      scope={undefined}
    />
  ));
  const way = screen.getByRole('group', { name: 'Once the copies are out' });
  await userEvent.click(way.querySelector('button') as HTMLElement);
  expect(objectAt(show('workflow/flow'), '/chart/states/tell').on).toEqual({ done: 'end' });
});

it('D8, analyst 10: a new step is called like its state', () => {
  for (const kind of ['approval', 'fill', 'copy'] as const)
    expect(objectAt(freshState(kind, []).json, '/meta/step').title).toBeUndefined();
});

it('D10: what a step does not say is shown as the engine takes it', () => {
  const step: JsonObject = { type: 'approval', decisions: ['approve', 'return'] };
  draw((json) => <StepEditor json={json('workflow/flow')} state="tell" step={step} onChange={() => undefined} />);
  expect(shownIn('How many must agree')).toBe('All of them');
  expect(shownIn('Opinion')).toBe('needed to reject or return');
  expect(shownIn('May return to')).toMatch(/initiator/i);
});

it('D10: decisions that a step does not name are those that the engine gives it, and a share is told as such', () => {
  const step: JsonObject = { type: 'approval', decide: { vote: 0.5 } };
  draw((json) => <StepEditor json={json('workflow/flow')} state="tell" step={step} onChange={() => undefined} />);
  expect(shownIn('May decide')).toBe('Approve, Reject');
  expect(shownIn('How many must agree')).toBe('A share of 50 % of them (set in JSON)');
});

it('D10: a section without a number of columns has one', () => {
  draw((json) => (
    <FormStudio.Provider value={{ form: 'order', selected: 'section:0', select: () => undefined }}>
      <FieldPanel form="order" json={json('form/order')} showJson={() => undefined} />
    </FormStudio.Provider>
  ));
  expect((screen.getByRole('radio', { name: '1' }) as HTMLInputElement).checked).toBe(true);
  expect(screen.getByRole('radio', { name: '4' })).toBeTruthy();
});

it('D11: which records a reference offers is about those records', () => {
  const filter: JsonObject = { '==': [{ var: 'city' }, { var: 'current.town' }] };
  draw((json) => (
    <RulePropertyEditor
      spec={{ path: '/filter', editor: 'rule', label: 'Offers only' }}
      value={filter}
      onChange={() => undefined}
      declaration={objectAt(json('form/order'), '/fields/partner')}
      form="order"
      id="filter"
    />
  ));
  expect(document.body.textContent).not.toMatch(/cannot be read|does not exist|unknown/i);
  expect(document.body.textContent).toMatch(/City/);
});

it('D16: a rule that the panel cannot say is shown as such and stays; a kept value stays kept', () => {
  draw((json) => <FieldRules form="order" json={json('form/order')} field="size" />);
  const shown = screen
    .getAllByRole('combobox', { name: 'Then it is' })
    .map((one) => one.closest('.ant-select')?.querySelector('[title]')?.getAttribute('title'));
  expect(shown).toEqual(['as written in JSON', 'hidden (its value is kept)']);
  expect(done).toEqual([]);
});

it('D17: a form tells that it has more than its panel draws', async () => {
  const toJson = vi.fn();
  draw((json) => <FieldPanel form="order" json={json('form/order')} showJson={toJson} />);
  expect(screen.getByRole('alert').textContent).toContain('Checks');
  await userEvent.click(screen.getByRole('button', { name: 'Show JSON' }));
  expect(toJson).toHaveBeenCalled();
  expect(definition({ definitions: { 'form/order': order } }, { kind: 'form', key: 'order' })).toBe(order);
});

it('takes the fields whose later change does not ask the people of a step again, and says what that means', async () => {
  const changes: [string, unknown][] = [];
  draw((json) => (
    <StepEditor
      json={json('workflow/flow')}
      state="tell"
      step={{ type: 'approval', ignore: ['town', 'lost'] }}
      onChange={(path, value) => changes.push([path, value])}
    />
  ));
  const label = 'May change after the approval';
  expect(shownIn(label)).toBe('Town, lost');
  expect(screen.getByText(/asked again\. Changes of these fields do not ask them/)).toBeTruthy();
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.click(await screen.findByTitle('Partner', { selector: '.ant-select-item' } as never));
  expect(changes).toEqual([['/ignore', ['town', 'lost', 'partner']]]);
});

const bounds = [
  ['money', { currency: 'CNY' }, '50,000', 5_000_000],
  ['money', { currency: 'JPY' }, '50,000', 50_000],
  ['percent', {}, '12.5', 0.125],
] as const;
it.each(bounds)(
  'D12: a bound of a field of %s %j is typed as people write it: %s',
  async (type, more, typed, stored) => {
    const { properties } = fieldTypeOf(type) as { properties: readonly PropertySpec[] };
    const spec = properties.find(({ path }) => path === '/min') as PropertySpec;
    const Editor = propertyEditors[spec.editor];
    const taken: unknown[] = [];
    draw(() => (
      <>
        <label htmlFor="min">At least</label>
        <Editor
          id="min"
          spec={spec}
          value={undefined}
          onChange={(value) => taken.push(value)}
          declaration={{ type, ...more }}
          form="order"
        />
      </>
    ));
    await userEvent.type(screen.getByLabelText('At least'), typed);
    await userEvent.tab();
    expect(taken.at(-1)).toBe(stored);
  },
);
