// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../designer/ui/i18n.ts';
import type { Json, JsonObject, PackDraft } from '../../../engine/index.ts';
import { type Answers, type Sent, serve, show } from '../../support/page.tsx';
import '../../support/patience.ts';

// The studio adds its texts when it is loaded.
startTexts('en');
const { default: Studio } = await import('../../../designer/studio/index.tsx');

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const title = (text: string) => ({ en: text, 'zh-CN': text });
const note: JsonObject = {
  kind: 'form',
  key: 'note',
  title: title('Note'),
  fields: { text: { type: 'text', title: title('Text') } },
};
const board: JsonObject = {
  kind: 'page',
  key: 'board',
  title: title('Board'),
  blocks: [{ type: 'view', form: 'note' }],
};

const draftOf = (pack: JsonObject, ...definitions: JsonObject[]) =>
  ({
    key: 'notes',
    revision: 1,
    pack,
    packRevision: 3,
    definitions: definitions.map((json) => ({ kind: json.kind, key: json.key, json, revision: 1 })),
  }) as unknown as PackDraft;

function studio(at: string, answers: Answers): Sent[] {
  const sent = serve(answers, ['studio']);
  show(
    <Routes>
      <Route path="/studio/*" element={<Studio />} />
    </Routes>,
    at,
  );
  return sent;
}

/** The newest of what was sent to keep pack.json. */
const keptPack = (sent: Sent[]) =>
  sent.filter(({ request }) => request === 'PUT /packs/notes/draft/pack/pack').at(-1)?.body as JsonObject | undefined;
const saved = { kind: 'pack', key: 'pack', revision: 4, problems: [] };

describe('applications', () => {
  it('begin with a title and a key, and open on what they say of themselves (analyst 1)', async () => {
    const sent = studio('/studio', {
      'GET /packs': { items: [] },
      'PUT /packs/complaints/draft/pack/pack': { ...saved, revision: 1 },
      'GET /packs/complaints/draft': {
        ...draftOf({ key: 'complaints', title: title('Complaints') }),
        key: 'complaints',
      },
    });
    await screen.findByText('No applications yet');
    await userEvent.click(screen.getByRole('button', { name: 'New application' }));
    await userEvent.type(await screen.findByLabelText('Title'), 'Complaints');
    await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
    expect(await screen.findByRole('region', { name: 'Menu' })).toBeTruthy();
    expect(sent).toMatchObject([
      {
        request: 'PUT /packs/complaints/draft/pack/pack',
        body: { key: 'complaints', title: { en: 'Complaints', 'zh-CN': 'Complaints' } },
      },
    ]);
    expect(sent[0]?.headers['if-match']).toContain('0');
  });

  it('say that a key is taken, and keep what was typed', async () => {
    studio('/studio', {
      'GET /packs': { items: [] },
      'PUT /packs/notes/draft/pack/pack': Response.json({ status: 412, code: 'conflict', issues: [] }, { status: 412 }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'New application' }));
    await userEvent.type(await screen.findByLabelText('Title'), 'Notes');
    await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
    expect((await screen.findByRole('alert')).textContent).toBe('There is an application with the key notes already.');
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Notes');
  });

  it('come from a file; over a draft only when the analyst says so', async () => {
    const file = (text: string) => new File([text], 'notes.json', { type: 'application/json' });
    const document = { format: 'dougong-pack', version: 1, pack: { key: 'notes', title: 'Notes' }, definitions: [] };
    const sent = studio('/studio', {
      'GET /packs': {
        items: [{ key: 'notes', title: 'My notes', draftRevision: 2, changed: false, problems: 0, release: 1 }],
      },
      'POST /packs/import': { pack: 'notes', revision: 3, problems: [] },
      'GET /packs/notes/draft': draftOf({ key: 'notes', title: title('Notes') }),
    });
    await screen.findByText('My notes');
    const input = window.document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
    await userEvent.upload(input, file('{"pack": 1}'));
    expect((await screen.findByRole('alert')).textContent).toBe('notes.json is not an exported application.');
    await userEvent.upload(input, file(JSON.stringify(document)));
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(sent).toEqual([]);
    await userEvent.upload(input, file(JSON.stringify(document)));
    // The first dialog may still be on its way out.
    await waitFor(() => expect(screen.getAllByText('Replace the draft').length).toBeGreaterThan(1));
    await userEvent.click(screen.getAllByRole('button', { name: 'Replace the draft' }).at(-1) as HTMLElement);
    await screen.findByRole('region', { name: 'Menu' });
    expect(sent).toMatchObject([{ request: 'POST /packs/import', body: document }]);
  });
});

describe('the menu of an application (analyst 8)', () => {
  const open = (pack: JsonObject) =>
    studio('/studio/notes/pack/pack', {
      'GET /packs': { items: [] },
      'GET /packs/notes/draft': draftOf(pack, note, board),
      'PUT /packs/notes/draft/pack/pack': saved,
    });
  const menuIn = (sent: Sent[], list: 'navigation' | 'quickActions' = 'navigation') =>
    ((keptPack(sent)?.home as JsonObject | undefined)?.[list] ?? []) as Json[];

  it('gets the definitions that it has not yet, and quick actions get forms', async () => {
    const sent = open({ key: 'notes', title: title('Notes') });
    const menu = await screen.findByRole('region', { name: 'Menu' });
    within(menu).getByText('The menu is empty');
    await userEvent.click(within(menu).getByRole('button', { name: 'Add entry' }));
    await userEvent.click(within(menu).getByRole('button', { name: 'Add entry' }));
    const quick = screen.getByRole('region', { name: 'Quick actions' });
    await userEvent.click(within(quick).getByRole('button', { name: 'Add quick action' }));
    await waitFor(() => expect(menuIn(sent)).toEqual([{ form: 'note' }, { page: 'board' }]));
    await waitFor(() => expect(menuIn(sent, 'quickActions')).toEqual([{ form: 'note' }]));
    expect(sent[0]?.headers['if-match']).toContain('3');
  });

  it('lets an entry lead elsewhere, be called otherwise and go', async () => {
    const sent = open({ key: 'notes', title: title('Notes'), home: { navigation: [{ form: 'note', icon: 'bank' }] } });
    const menu = await screen.findByRole('region', { name: 'Menu' });
    const [english] = within(menu).getAllByLabelText('Called otherwise');
    await userEvent.type(english as HTMLElement, 'All notes');
    await waitFor(() => expect(menuIn(sent)).toEqual([{ form: 'note', icon: 'bank', title: { en: 'All notes' } }]));
    await userEvent.click(within(menu).getByRole('combobox', { name: 'Leads to' }));
    await userEvent.click(await screen.findByTitle('Board'));
    await waitFor(() => expect(menuIn(sent)).toEqual([{ page: 'board', icon: 'bank', title: { en: 'All notes' } }]));
    await userEvent.click(within(menu).getByRole('button', { name: 'Remove Board' }));
    await waitFor(() => expect(menuIn(sent)).toEqual([]));
  });

  it('says beside an entry that it leads nowhere', async () => {
    open({ key: 'notes', title: title('Notes'), home: { navigation: [{ form: 'gone' }] } });
    const menu = await screen.findByRole('region', { name: 'Menu' });
    expect(await within(menu).findByText(/There is no form "gone"|gone/, { selector: '.dg-bad' })).toBeTruthy();
  });
});

describe('a definition', () => {
  it('is removed after its consequences are shown, and comes back with undo (analyst 3)', async () => {
    const sent = studio('/studio/notes/form/note', {
      'GET /packs': { items: [] },
      'GET /packs/notes/draft': draftOf({ key: 'notes', title: title('Notes') }, note, board),
      'DELETE /packs/notes/draft/form/note': new Response(null, { status: 204 }),
      'PUT /packs/notes/draft/form/note': { ...saved, kind: 'form', key: 'note' },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Remove Note?' }));
    const dialog = await screen.findByRole('dialog');
    within(dialog).getByText('Without it the draft has 1 problem:');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remove anyway' }));
    await waitFor(() => expect(sent.map(({ request }) => request)).toEqual(['DELETE /packs/notes/draft/form/note']));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(sent.at(-1)).toMatchObject({ request: 'PUT /packs/notes/draft/form/note', body: note }));
    expect(sent.at(-1)?.headers['if-match']).toContain('0');
  });
});

describe('the rights on a form (analyst 2)', () => {
  const roles: JsonObject = {
    kind: 'roles',
    key: 'roles',
    title: title('Roles'),
    roles: { clerk: { title: title('Clerk') }, boss: { title: title('Boss') } },
  };
  const rows: JsonObject = {
    ...note,
    fields: {
      text: { type: 'text', title: title('Text') },
      lines: { type: 'line-items', title: title('Lines'), fields: { cost: { type: 'number', title: title('Cost') } } },
    },
    access: {
      clerk: { create: true, read: 'own' },
      boss: { read: { '==': [{ var: 'text' }, 'x'] } },
      gone: { read: 'all' },
    },
  };
  const open = async (form: JsonObject) => {
    const sent = studio('/studio/notes/form/note', {
      'GET /packs': { items: [] },
      'GET /packs/notes/draft': draftOf({ key: 'notes', title: title('Notes') }, form, roles),
      'PUT /packs/notes/draft/form/note': { ...saved, kind: 'form', key: 'note' },
    });
    await userEvent.click(await screen.findByText('Rights'));
    await screen.findByRole('region', { name: 'Rights on records' });
    return sent;
  };
  const accessIn = (sent: Sent[]) => (sent.at(-1)?.body as JsonObject | undefined)?.access;
  const choose = async (box: string, option: string) => {
    await userEvent.click(screen.getByRole('combobox', { name: box }));
    const [found] = (await screen.findAllByTitle(option)).filter((one) => one.closest('.ant-select-dropdown'));
    await userEvent.click(found as HTMLElement);
  };

  it('are a table of roles and verbs, of which a role without any right is not named', async () => {
    const sent = await open({ ...note, access: { clerk: { create: true } } });
    await choose('Boss: Read', 'of their unit');
    await waitFor(() => expect(accessIn(sent)).toEqual({ clerk: { create: true }, boss: { read: 'unit' } }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Clerk: Create' }));
    await waitFor(() => expect(accessIn(sent)).toEqual({ boss: { read: 'unit' } }));
  });

  it('are a table of fields, columns too, whose usual right is said', async () => {
    const sent = await open(rows);
    const fields = screen.getByRole('region', { name: 'Rights on fields' });
    expect(
      within(fields)
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Text', 'Lines', 'Lines · Cost']);
    expect(within(fields).getAllByTitle('as the role (may be changed)').length).toBeGreaterThan(0);
    await choose('Lines · Cost: Clerk', 'hidden');
    await waitFor(() =>
      expect(accessIn(sent)).toMatchObject({
        clerk: { create: true, read: 'own', fields: { 'lines.cost': 'hidden' } },
      }),
    );
    await choose('Lines · Cost: Clerk', 'as the role (may be changed)');
    await waitFor(() => expect(accessIn(sent)).not.toHaveProperty('clerk.fields'));
    expect(accessIn(sent)).toMatchObject({ clerk: { create: true, read: 'own' } });
  });

  it('keep a rule until it is replaced, and show a role that no pack has', async () => {
    const sent = await open(rows);
    expect(screen.getByRole('combobox', { name: 'gone: Read' })).toBeTruthy();
    await choose('gone: Read', 'none');
    await waitFor(() =>
      expect(accessIn(sent)).toEqual({
        clerk: rows.access && (rows.access as JsonObject).clerk,
        boss: (rows.access as JsonObject).boss,
      }),
    );
    await choose('Boss: Read', 'all');
    await waitFor(() => expect(accessIn(sent)).toMatchObject({ boss: { read: 'all' } }));
  });
});
