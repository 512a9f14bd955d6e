// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AssignEditor } from '../../../designer/studio/workflow-designer/AssignEditor.tsx';
import { StepEditor } from '../../../designer/studio/workflow-designer/StepEditor.tsx';
import { checkDocument } from '../../../designer/studio/workspace/check-draft.ts';
import { StudioContext } from '../../../designer/studio/workspace/studio-context.ts';
import { addTexts, startTexts } from '../../../designer/ui/i18n.ts';
import { studio } from '../../../designer/ui/texts/en/studio.ts';
import { studio as studioZh } from '../../../designer/ui/texts/zh-CN/studio.ts';
import { type Json, type JsonObject, stepTakes, stepTypes } from '../../../engine/index.ts';
import '../../support/patience.ts';

beforeEach(() => {
  startTexts('en');
  addTexts('studio', { en: studio, 'zh-CN': studioZh });
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

const roles: JsonObject = {
  kind: 'roles',
  key: 'roles',
  roles: { clerk: { title: 'Clerk' }, head: { title: 'Head' } },
};
const form: JsonObject = { kind: 'form', key: 'order', fields: { town: { type: 'text', title: 'Town' } } };
const chart: JsonObject = {
  initial: 'here',
  states: {
    here: { meta: { step: { type: 'approval' } } },
    leaders: { meta: { title: 'Both leaders', step: { type: 'approval' } } },
  },
};
const json: JsonObject = { kind: 'workflow', key: 'flow', form: 'order', chart };

function draw(children: React.ReactNode): void {
  const pack = { key: 'p', title: 'P' };
  const definitions = { 'pack/pack': pack, 'roles/roles': roles, 'form/order': form, 'workflow/flow': json };
  const draft = { key: 'p', pack, definitions: [] };
  const document = { definitions } as never;
  const checked = checkDocument(draft as never, document, 'en');
  const partial = { ...checked.partial, roles: roles.roles };
  render(
    <App>
      <StudioContext.Provider value={{ ...checked, draft, partial, document, dispatch: () => true } as never}>
        {children}
      </StudioContext.Provider>
    </App>,
  );
}
const labels: { [property: string]: string } = {
  assign: 'Who',
  guide: studio.guide,
  separate: studio.separate,
  sign: studio.sign,
  reject: studio.rejectCounts,
};

it.each(
  stepTypes.flatMap((type) =>
    Object.keys(labels).map((property) => [type, property] as [(typeof stepTypes)[number], string]),
  ),
)('C45: the panel of a step of type %s offers `%s` only where the check takes it', (type, property) => {
  draw(<StepEditor json={json} state="here" step={{ type }} onChange={() => undefined} />);
  const offered = screen.queryAllByText(labels[property] ?? '').length > 0;
  // Some are for approvals alone in the panel; none is offered that is refused.
  if (offered) expect(stepTakes(type, property)).toBe(true);
  if (type === 'approval') expect(offered).toBe(true);
  if (type === 'wait') expect(offered).toBe(false);
});

it('C45: what belongs to a decision goes with it', async () => {
  const changes: [string, Json | undefined][] = [];
  const step: JsonObject = {
    type: 'approval',
    decisions: ['approve', 'return'],
    return: { to: ['initiator'] },
    sign: 'password',
  };
  draw(<StepEditor json={json} state="here" step={step} onChange={(path, value) => changes.push([path, value])} />);
  await userEvent.click(screen.getByLabelText('May decide'));
  await userEvent.click((await screen.findAllByTitle('Return')).at(-1) as HTMLElement);
  expect(changes).toEqual([['', { type: 'approval', decisions: ['approve'], sign: 'password' }]]);
});

it('C24: steps to return to are called by their titles', async () => {
  const step: JsonObject = { type: 'approval', decisions: ['approve', 'return'], return: { to: ['leaders'] } };
  draw(<StepEditor json={json} state="here" step={step} onChange={() => undefined} />);
  expect(screen.getAllByText('Both leaders').length).toBeGreaterThan(0);
  expect(screen.queryByText('leaders')).toBeNull();
});

it.each<[string, JsonObject]>([
  [studio['assign-pool'], { by: 'pool', role: 'head' }],
  [studio['assign-choice-initiator'], { by: 'choice', of: 'initiator', role: 'head' }],
  [studio['assign-choice-previous'], { by: 'choice', of: 'previous', role: 'head' }],
  [studio['assign-manager-chain'], { by: 'manager-chain', levels: 2 }],
])('C45: people can be found by: %s', async (label, line) => {
  const changes: Json[][] = [];
  draw(<AssignEditor assign={[{ by: 'role', role: 'head' }]} onChange={(next) => changes.push(next)} json={json} />);
  await userEvent.click(screen.getByRole('combobox', { name: 'Who' }));
  await userEvent.click(await screen.findByTitle(label));
  expect(changes).toEqual([[line]]);
});

it('C45: a choice names its role, or any, and how many', async () => {
  const changes: Json[][] = [];
  const line = { by: 'choice', of: 'initiator', role: 'clerk' };
  draw(<AssignEditor assign={[line]} onChange={(next) => changes.push(next)} json={json} />);
  expect(screen.getByText('Clerk')).toBeTruthy();
  await userEvent.type(screen.getByLabelText('At most'), '2');
  expect(changes.at(-1)).toEqual([{ ...line, max: 2 }]);
});
