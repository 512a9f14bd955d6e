// What the chart, the validator and the API's description tell of fields that are hidden from their reader: not even the names.
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type CaseView,
  chartGraph,
  type FormScreen,
  type JsonObject,
  type RecordView,
  type RoutePreview,
} from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const rule = (limit: number, field: string): JsonObject => ({
  type: 'rule',
  params: { if: { '>': [{ var: field }, limit] } },
});
const step = (role: string, more: JsonObject = {}): JsonObject => ({
  step: { type: 'approval', assign: [{ by: 'role', role }], decide: 'any', decisions: ['approve', 'reject'], ...more },
});

const form: JsonObject = {
  kind: 'form',
  key: 'deal',
  title: 'Deal',
  fields: {
    subject: { type: 'text', title: 'Subject', maxLength: 80 },
    blind: { type: 'number', title: 'Blind', default: 500000 },
    veiled: { type: 'number', title: 'Veiled' },
    blindDue: { type: 'date', title: 'Blind due' },
    lines: {
      type: 'line-items',
      title: 'Lines',
      fields: { what: { type: 'text', title: 'What' }, blindCost: { type: 'number', title: 'Cost' } },
    },
  },
  record: { display: '{{subject}}' },
  access: {
    maker: {
      create: true,
      read: 'own',
      fields: { blind: 'hidden', blindDue: 'hidden', 'lines.blindCost': 'hidden', veiled: 'masked' },
    },
    finance: { read: 'all' },
    director: { read: 'all' },
    manager: { read: 'all', fields: { blind: 'hidden', blindDue: 'hidden', 'lines.blindCost': 'hidden' } },
    auditor: { create: true, read: 'all' },
  },
};
const workflow: JsonObject = {
  kind: 'workflow',
  key: 'deal-review',
  title: 'Deal review',
  form: 'deal',
  start: { on: 'create', roles: ['maker', 'auditor'] },
  chart: {
    initial: 'sorted',
    states: {
      sorted: {
        always: [
          { target: 'large', guard: rule(424242, 'blind') },
          { target: 'odd', guard: rule(535353, 'veiled') },
          { target: 'small' },
        ],
      },
      large: {
        meta: step('finance', { fields: { blind: 'edit' }, separate: ['initiator'], empty: 'incident' }),
        entry: [{ type: 'set', params: { blind: { rule: { '+': [{ var: 'blind' }, 0] } } } }],
        on: { approve: 'done', reject: 'refused' },
        after: { 'field:blindDue': { target: 'refused' } },
      },
      odd: {
        meta: step('director', { fields: { subject: 'hidden' }, separate: ['initiator'], empty: 'incident' }),
        on: { approve: 'done', reject: 'refused' },
      },
      small: {
        meta: step('finance', { separate: ['initiator'], empty: 'incident' }),
        on: { approve: 'done', reject: 'refused' },
      },
      done: { type: 'final', meta: { title: 'Done', outcome: 'approved' } },
      refused: { type: 'final', meta: { title: 'Refused', outcome: 'rejected' } },
    },
  },
};

describeEachStore('what is told of hidden fields', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  let made: { id: string; case: string };
  const clients = new Map<string, Promise<Client>>();
  const as = (name: string) => {
    const client = clients.get(name) ?? server.signIn(name, { language: 'en' });
    clients.set(name, client);
    return client;
  };
  beforeAll(async () => {
    const pack = smallPack();
    const roles = pack['notes/roles/notes-roles.json'] as { roles: JsonObject };
    // A reader without any permission, as the manager of the small pack designs.
    roles.roles = { ...roles.roles, director: { title: 'Director' }, manager: { title: 'Manager' } };
    folder = await packFolder({
      ...pack,
      'notes/forms/deal.json': form,
      'notes/workflows/deal-review.json': workflow,
    });
    server = await startServer({ store, packs: folder.path });
    const reply = await (await as('maker')).post<{ record: RecordView }>(
      '/forms/deal/records',
      { data: { subject: 's' } },
      key(),
    );
    expect(reply.status, reply.text).toBe(201);
    made = { id: reply.body.record.id, case: reply.body.record.case ?? '' };
  });
  afterAll(async () => {
    clients.clear();
    await server.stop();
    await folder.remove();
  });

  it('R11: the chart of a form and of a case holds no guard, write, right or deadline over a field that is hidden from its reader', async () => {
    for (const name of ['maker', 'manager']) {
      const client = await as(name);
      const screen = await client.get<FormScreen>('/forms/deal');
      const view = await client.get<CaseView>(`/cases/${made.case}`);
      expect([screen.status, view.status], view.text).toEqual([200, 200]);
      for (const reply of [screen, view]) expect(`${name}: ${reply.text}`).not.toMatch(/blind|424242/i);
      // Every state and every way is drawn all the same.
      const graph = chartGraph(view.body.definition);
      expect(graph).toMatchObject(chartGraph(screen.body.workflow ?? {}));
      expect(graph.nodes.map(({ id }) => id)).toEqual(['', 'sorted', 'large', 'odd', 'small', 'done', 'refused']);
      expect(graph.edges).toHaveLength(11);
      expect(graph.edges.filter(({ closed, otherwise }) => closed && otherwise)).toEqual([]);
      // The way that the case took is a way of the chart that they get.
      expect(graph.edges.map(({ id }) => id)).toEqual(expect.arrayContaining(view.body.walked));
      expect(view.body.walked).toHaveLength(1);
    }
    // A limit over a masked value narrows it: only who reads the value is told.
    expect((await (await as('maker')).get(`/cases/${made.case}`)).text).not.toContain('535353');
    const told = await (await as('manager')).get<CaseView>(`/cases/${made.case}`);
    expect(told.text).toContain('535353');
    expect(chartGraph(told.body.definition).edges.find(({ to }) => to === 'odd')?.guard).toBeDefined();
  });

  it('R11: who reads the fields is told their guards, and who designs gets the whole workflow', async () => {
    const finance = await (await as('finance')).get<CaseView>(`/cases/${made.case}`);
    expect(finance.text).toContain('424242');
    expect(finance.text).toContain('field:blindDue');
    expect(finance.body.definition).not.toHaveProperty('start');
    const roles = (await server.deps.packs.current(server.tenant))[0]?.pack.roles;
    expect(roles?.analyst?.permissions).toContain('studio');
    await server.deps.store.tenant(server.tenant).people.update({ id: 'auditor' }, { roles: ['auditor', 'analyst'] });
    const designer = await server.signIn('auditor');
    const screen = await designer.get<FormScreen>('/forms/deal');
    expect(screen.body.workflow).toMatchObject({
      start: { on: 'create' },
      chart: { states: { large: { after: {} } } },
    });
    await server.deps.store.tenant(server.tenant).people.update({ id: 'auditor' }, { roles: ['auditor'] });
  });

  it('R11: a deadline over a hidden field that a case walked along is told without its name', async () => {
    const rows = server.deps.store.tenant(server.tenant);
    const stored = await rows.cases.get(made.case);
    const walked = [...(stored?.state.walked ?? []), '/chart/states/large/after/field:blindDue'];
    const moved = stored && { ...stored, state: { ...stored.state, walked } };
    if (moved) await rows.cases.save(moved);
    const view = await (await as('manager')).get<CaseView>(`/cases/${made.case}`);
    expect(view.text).not.toContain('blind');
    expect(view.body.walked).toHaveLength(2);
    expect(chartGraph(view.body.definition).edges.map(({ id }) => id)).toContain(view.body.walked[1]);
  });

  it('R11: the way that a request would take is told without the reasons that read a closed field', async () => {
    const ask = async (name: string) => {
      const body = { data: { subject: 'x' } };
      return (await as(name)).post<RoutePreview>('/workflows/deal-review/preview', body, key());
    };
    const [maker, auditor] = [await ask('maker'), await ask('auditor')];
    expect(maker.body.steps.map((each) => each.step)).toEqual(['large']);
    expect(maker.text).not.toMatch(/blind|424|500/i);
    expect(auditor.body.text).toMatch(/424,?242/);
  });

  it('R16: the validator of a form and the description of the API name only the fields that their reader knows of', async () => {
    for (const name of ['maker', 'manager']) {
      const client = await as(name);
      const { validator } = (await client.get<FormScreen>('/forms/deal')).body;
      const module = await client.raw('GET', validator);
      expect([module.status, module.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
      expect(module.text).not.toContain('blind');
      const { default: validate } = (await import(`data:text/javascript,${encodeURIComponent(module.text)}`)) as {
        default: (data: unknown) => boolean;
      };
      expect([validate({ subject: 'x', lines: [{ what: 'a' }] }), validate({ subject: 1 })]).toEqual([true, false]);
      const api = await client.get<JsonObject>('/openapi.json');
      expect(api.status).toBe(200);
      expect(api.text).toContain('veiled');
      expect(api.text).not.toContain('blind');
      // The validator of those who read all is not theirs to have.
      const whole = (await (await as('finance')).get<FormScreen>('/forms/deal')).body.validator;
      expect(whole).not.toBe(validator);
      expect((await client.raw('GET', whole)).status).toBe(404);
      expect((await (await as('finance')).raw('GET', whole)).text).toContain('blindCost');
    }
    expect((await (await as('finance')).get('/openapi.json')).text).toContain('blindCost');
  });
});
