import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  AdministeredCases,
  CaseView,
  HandOverResult,
  HistoryItem,
  IncidentItem,
  IssuedPassword,
  Page,
  PersonTasks,
  PersonView,
  TaskPeople,
  TaskReceivers,
} from '../../../engine/index.ts';
import { type Bank, key, openBank } from '../../flows/transfer-bank.ts';
import { problemIn } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('four eyes over HTTP', (store) => {
  let bank: Bank;
  const reason = 'the holder is away';

  const person = async (name: string) => {
    const found = (await (await bank.as('admin')).get<Page<PersonView>>(`/people?q=${name}`)).body.items;
    return found.find((one) => one.name === name) as PersonView;
  };
  const change = async (name: string, body: object) => {
    const { id, revision } = await person(name);
    const reply = await (await bank.as('admin')).patch(`/people/${id}`, body, { 'If-Match': `"${revision}"` });
    expect(reply.status).toBe(200);
  };
  /** What one administrator's act on one case comes to: `ok`, or the code of its refusal. */
  const acts = async (name: string, verb: string, id: string, body: object) => {
    const reply = await (await bank.as(name)).post<AdministeredCases>(
      `/admin/cases/${verb}`,
      { cases: [id], reason, ...body },
      key(),
    );
    expect(reply.status, reply.text).toBe(200);
    const [item] = reply.body.items;
    return item?.ok ? 'ok' : item?.problem?.issues[0]?.code;
  };
  const incidentsOf = async (id: string) =>
    (await (await bank.as('admin')).get<Page<IncidentItem>>('/incidents?size=200')).body.items.filter(
      (one) => one.case === id,
    );
  const codesOf = async (id: string) => (await incidentsOf(id)).map(({ code }) => code);

  beforeAll(async () => {
    bank = await openBank({ store });
    await change('analyst', { roles: ['analyst', 'admin'] });
  });
  afterAll(() => bank.stop());

  it('H1: no administrator takes a task, or gives it outside the step alone', async () => {
    const { case: id } = await bank.submit({ amount: 100_000 });
    const task = (await bank.taskOf('finance', id))?.id;
    expect(await acts('admin', 'reassign', id, { task, to: 'admin' })).toBe('workflow/administers-oneself');
    expect(await acts('admin', 'reassign', id, { task, to: 'maker' })).toBe('workflow/separation');
    expect(await acts('admin', 'reassign', id, { task, to: 'manager' })).toBe('workflow/second-administrator');
    expect(await acts('admin', 'move', id, { to: 'leadership' })).toBe('workflow/second-administrator');
    expect(await bank.taskOf('admin', id)).toBeUndefined();
  });

  it('H1: no signature counts of a person who left while it was checked', async () => {
    const { case: id } = await bank.submit({ amount: 10_000_000 });
    expect((await bank.decide('finance', id, 'approve')).status).toBe(200);
    await bank.as('director');
    const { passwords, store: stored } = bank.server.deps;
    const rows = stored.tenant('demo');
    const set = async (active: boolean) => {
      await rows.people.update({ id: 'director' }, { active });
      await rows.nextNumber('organisation-changes');
    };
    const { verify } = passwords;
    passwords.verify = async (hash, password) => {
      const proved = await verify(hash, password);
      passwords.verify = verify;
      await set(false);
      return proved;
    };
    const late = await bank.decide('director', id, 'approve');
    passwords.verify = verify;
    expect(problemIn(late).issues).toMatchObject([{ code: 'workflow/unknown-person' }]);
    expect((await bank.caseOf('admin', id)).status).toBe('running');
    await set(true);
    expect((await bank.decide('director', id, 'approve')).status).toBe(200);
  });

  it('H1: an exception takes a second administrator and a reason, and history shows both', async () => {
    const { case: id } = await bank.submit({ amount: 100_000 });
    const task = (await bank.taskOf('finance', id))?.id;
    const wanted = { verb: 'reassign', task, to: 'manager' };
    expect(await acts('admin', 'propose', id, { ...wanted, to: 'admin' })).toBe('workflow/administers-oneself');
    expect(await acts('analyst', 'propose', id, { ...wanted, to: 'admin' })).toBe('workflow/sees-nothing');
    expect(await acts('admin', 'propose', id, wanted)).toBe('ok');
    expect(await codesOf(id)).toEqual(['workflow/exception-proposed']);
    const [proposal] = (await bank.caseOf('admin', id)).proposals ?? [];
    expect(proposal).toMatchObject({ verb: 'reassign', by: { id: 'admin' }, reason });
    expect((await bank.caseOf('maker', id)).proposals).toBeUndefined();
    expect(await bank.taskOf('manager', id)).toBeUndefined();
    expect(await acts('admin', 'confirm', id, { proposal: proposal?.id })).toBe('workflow/same-administrator');
    expect(await acts('analyst', 'confirm', id, { proposal: proposal?.id })).toBe('ok');
    expect(await codesOf(id)).toEqual([]);
    expect((await bank.decide('manager', id, 'approve')).body.case.status).toBe('done');
    const history = (await (await bank.as('maker')).get<Page<HistoryItem>>(`/cases/${id}/history`)).body.items;
    const said = history.filter(({ kind }) => kind === 'propose' || kind === 'confirm');
    expect(said.map(({ opinion }) => opinion)).toEqual([reason, reason]);
    expect(said.map(({ text }) => text).join(' ')).toContain('manager at "Finance review"');
  });

  it('bugs 6, users F1: a task leaves its role by no transfer, and the picker offers nobody else', async () => {
    const { case: id } = await bank.submit({ amount: 100_000 });
    const task = (await bank.taskOf('finance', id))?.id ?? '';
    const finance = await bank.as('finance');
    const offered = (await finance.get<TaskPeople>(`/tasks/${task}/people?for=transfer`)).body.items;
    expect(offered.map((one) => one.id)).toEqual([]);
    for (const to of ['maker2', 'auditor', 'director']) {
      const reply = await bank.decide('finance', id, 'transfer', { to });
      expect(problemIn(reply).issues.map(({ code }) => code)).toEqual(['workflow/out-of-scope']);
    }
  });

  it('bugs 4, users F2: a role of which nobody is left is not silently left out', async () => {
    await change('deputy', { active: false });
    const { case: id } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance', id, 'approve');
    expect(await codesOf(id)).toEqual(['workflow/nobody']);
    expect((await bank.decide('director', id, 'approve')).body.case).toMatchObject({ states: ['leadership'] });
    await change('deputy', { active: true });
    const [incident] = await incidentsOf(id);
    const retried = await (await bank.as('admin')).post(`/incidents/${incident?.id}/retry`, {}, key());
    expect(retried.status, retried.text).toBe(200);
    expect(await codesOf(id)).toEqual([]);
    const deputy = await bank.server.signIn('deputy', { language: 'en' });
    expect((await deputy.get<CaseView>(`/cases/${id}`)).body.waitingFor).toMatchObject([{ person: { id: 'deputy' } }]);
  });

  it('H19, B22, users F5: who leaves has their tasks listed; those that nobody may decide become incidents', async () => {
    const { case: id } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance', id, 'approve');
    const admin = await bank.as('admin');
    const tasks = (await admin.get<PersonTasks>('/people/president/tasks')).body.items;
    expect(tasks).toEqual([]);
    const ofDeputy = (await admin.get<PersonTasks>('/people/deputy/tasks')).body.items;
    expect(ofDeputy.find((one) => one.case === id)).toMatchObject({
      step: 'leadership',
      title: { en: 'Director and deputy' },
    });
    await change('deputy', { active: false });
    expect(await codesOf(id)).toEqual(['workflow/unattended']);
    await change('deputy', { active: true });
    expect(await codesOf(id)).toEqual([]);
    await change('deputy', { roles: ['manager'] });
    expect(await codesOf(id)).toEqual(['workflow/unattended']);
    await change('deputy', { roles: ['deputy'] });
    expect(await codesOf(id)).toEqual([]);
    expect((await (await bank.as('maker')).get('/people/deputy/tasks')).status).toBe(403);
  });

  it('C36: an incident cannot be closed while its case waits for a person who has left', async () => {
    const { case: id } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance', id, 'approve');
    await change('deputy', { active: false });
    const [incident] = await incidentsOf(id);
    expect(incident?.holds).toBe(true);
    const admin = await bank.as('admin');
    const closed = await admin.post(`/incidents/${incident?.id}/close`, { reason: 'Later' }, key());
    expect([closed.status, problemIn(closed).code, problemIn(closed).detail]).toEqual([
      409,
      'conflict',
      expect.stringContaining('still stands here'),
    ]);
    expect(await codesOf(id)).toEqual(['workflow/unattended']);
    await change('deputy', { active: true });
    expect(await codesOf(id)).toEqual([]);
  });

  it('users F5: open tasks are handed over to those who may decide them, and only to them', async () => {
    const { case: id } = await bank.submit({ amount: 100_000 });
    const admin = await bank.as('admin');
    const third = { name: 'finance3', title: 'Third', unit: 'company', roles: ['finance'] };
    const made = await admin.post<IssuedPassword>('/people', third, key());
    expect(made.status).toBe(201);
    const give = async (to: string) =>
      (
        await admin.post<HandOverResult>('/people/finance/hand-over', { to, reason: 'leaves' }, key())
      ).body.items.filter((one) => one.case === id);
    expect(await give('manager')).toMatchObject([
      { ok: false, problem: { issues: [{ code: 'workflow/second-administrator' }] } },
    ]);
    expect(await give(made.body.person.id)).toMatchObject([{ ok: true }]);
    expect(await bank.taskOf('finance', id)).toBeUndefined();
  });

  it('users F5: who may receive is told with how many, and which tasks of a person wait as incidents', async () => {
    const { case: id } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance', id, 'approve');
    const admin = await bank.as('admin');
    const third = { name: 'deputy2', title: 'Second deputy', unit: 'company', roles: ['deputy'] };
    const made = await admin.post<IssuedPassword>('/people', third, key());
    const tasks = async () => (await admin.get<PersonTasks>('/people/deputy/tasks')).body.items;
    const receivers = (await admin.get<TaskReceivers>('/people/deputy/receivers')).body.items;
    expect(receivers).toEqual([
      {
        id: made.body.person.id,
        title: 'Second deputy',
        description: expect.any(String),
        tasks: (await tasks()).length,
      },
    ]);
    expect((await (await bank.as('maker')).get('/people/deputy/receivers')).status).toBe(403);
    await change('deputy', { active: false });
    expect((await tasks()).find((one) => one.case === id)).toMatchObject({ incident: true });
    const handed = await admin.post<HandOverResult>(
      '/people/deputy/hand-over',
      { to: made.body.person.id, reason: 'has left' },
      key(),
    );
    expect(handed.body.items.every(({ ok }) => ok)).toBe(true);
    expect(await codesOf(id)).toEqual([]);
    expect(await tasks()).toEqual([]);
    await change('deputy', { active: true });
  });
});
