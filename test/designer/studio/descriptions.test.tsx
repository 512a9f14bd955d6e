// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { App } from 'antd';
import type { ReactElement } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionQuery } from '../../../designer/api/session.ts';
import { RoutePanel } from '../../../designer/portal/forms/RoutePanel.tsx';
import { DefinitionHead } from '../../../designer/studio/definition-parts/DefinitionHead.tsx';
import type { Command } from '../../../designer/studio/document/index.ts';
import { PackList } from '../../../designer/studio/PackList.tsx';
import { RoleRow } from '../../../designer/studio/roles-designer/RoleRow.tsx';
import { type Studio, StudioContext } from '../../../designer/studio/workspace/studio-context.ts';
import { startTexts } from '../../../designer/ui/i18n.ts';
import { SignedIn } from '../../../designer/ui/session.tsx';
import type { JsonObject, Session } from '../../../engine/index.ts';
import '../../support/patience.ts';

const session = { actor: { id: 'p1', tenant: 'demo', title: 'Ann' }, permissions: ['studio'], locale: 'en' };
let commands: Command[];
beforeEach(() => {
  startTexts('en');
  commands = [];
  vi.stubGlobal('fetch', async () =>
    Response.json({ items: [{ key: 'notes', title: 'Notes', description: 'All that is written down', problems: 0 }] }),
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function draw(part: ReactElement, definitions: JsonObject = {}): void {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(sessionQuery.queryKey, session as unknown as Session);
  const studio = {
    document: { definitions },
    dispatch: (command: Command) => commands.push(command),
    problems: [],
    partial: { forms: {}, roles: {} },
  } as unknown as Studio;
  render(
    <QueryClientProvider client={queries}>
      <MemoryRouter>
        <App>
          <SignedIn>
            <StudioContext value={studio}>{part}</StudioContext>
          </SignedIn>
        </App>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

describe('the description', () => {
  it.each(['options', 'roles', 'template', 'dataset', 'page'] as const)(
    'of a definition is written and shown under the title: %s',
    async (kind) => {
      draw(<DefinitionHead definitionRef={{ kind, key: 'a' }} />, { [`${kind}/a`]: { description: 'For clerks' } });
      const [input] = await screen.findAllByDisplayValue('For clerks');
      if (!input) throw new Error('no input');
      fireEvent.change(input, { target: { value: 'For all' } });
      fireEvent.blur(input);
      expect(commands).toContainEqual(expect.objectContaining({ type: 'property.set', path: '/description' }));
    },
  );

  it('of a pack is written and shown under the title in the list of packs', async () => {
    draw(<PackList />);
    expect(await screen.findByText('All that is written down')).toBeDefined();
  });

  it('of a workflow is written and shown under the title of the way that a request takes', async () => {
    const nothing = () => undefined;
    draw(
      <RoutePanel
        workflow="w"
        description="Two people look at it"
        data={{}}
        base={{}}
        ready={false}
        chosen={{}}
        issues={[]}
        onChoose={nothing}
      />,
    );
    expect(await screen.findByText('Two people look at it')).toBeDefined();
  });

  it('of a role is written beside it', async () => {
    const nothing = () => undefined;
    const json = { title: 'Maker', description: 'Writes notes' };
    const row = { roles: 'r', role: 'maker', name: 'Maker', json };
    draw(<RoleRow {...row} onRename={nothing} onRemove={nothing} />, { 'roles/r': { roles: {} } });
    expect(await screen.findAllByDisplayValue('Writes notes')).toHaveLength(2);
  });
});
