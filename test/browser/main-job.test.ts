// The main job as a person sees it, in both languages, at a desk and on a phone: one language in each place, with `EVERY_VIEW=1`
// each language in both. Each part goes on from where the one before it ended.
import { randomUUID } from 'node:crypto';
import { pinyin } from 'pinyin-pro';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CreatedRecord,
  DashboardResult,
  Page as ListPage,
  RecordView,
  TaskItem,
  TaskView,
} from '../../engine/index.ts';
import { DEMO_PASSWORD } from '../../server/auth/demo-access.ts';
import { launchBrowser, views } from '../support/browser.ts';
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts';
import { Person } from './person.ts';

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuiltServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const often = [
  ['zh-CN', 'phone'],
  ['en', 'desktop'],
] as const;
const seldom = [
  ['zh-CN', 'desktop'],
  ['en', 'phone'],
] as const;
const settings = process.env.EVERY_VIEW ? [...often, ...seldom] : often;

describe.each(settings)('the main job in %s on a %s', (locale, size) => {
  const view = views[size];
  // Everyone signs in once and keeps the browser open, as people do.
  const people = new Map<string, Promise<Person>>();
  const come = (name: string, password?: string): Promise<Person> => {
    const person = people.get(name) ?? Person.signIn(browser, server.url, name, locale, view, password);
    people.set(name, person);
    return person;
  };
  afterAll(async () => {
    for (const person of people.values()) await (await person).leave();
  });
  const evidence = { name: 'contract.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
  let caseUrl = '';
  let title = '';

  it('a maker requests a transfer, and finance sees it arrive', async () => {
    const finance = await come('finance');
    await finance.goTo('/inbox');
    const maker = await come('maker');
    const { page } = maker;
    const field = (en: string, zh: string) => maker.input(maker.say(en, zh));
    const cell = (en: string, zh: string, row: number) =>
      page.getByLabel(maker.t('controls', 'cell', { column: maker.say(en, zh), row }), { exact: true });

    await page.getByRole('heading', { name: maker.t('home', 'recent') }).waitFor();
    await maker.lookAround('home');
    await page
      .getByRole('navigation', { name: maker.t('home', 'quickActions') })
      .getByRole('link')
      .first()
      .click();
    await field('Purpose', '用途').waitFor();

    await field('Purpose', '用途').click();
    await page.keyboard.press('Enter');
    const customer = await someCustomer(maker);
    await field('Customer', '客户').fill(initialsOf(customer).slice(0, 6));
    await page.locator('.dg-candidate', { hasText: customer }).first().click();
    await expect.poll(() => field('Bank', '开户银行').inputValue()).not.toBe('');

    await cell('What', '费用项目', 1).fill('钢材');
    await cell('Cost', '金额', 1).fill('20000');
    await maker.button(maker.t('controls', 'addRow')).click();
    await cell('What', '费用项目', 2).fill('运输');
    await cell('Cost', '金额', 2).fill('30000');
    await page
      .getByText(/50,000\.00/)
      .last()
      .waitFor();
    await cell('Cost', '金额', 2).fill('40000');
    await page
      .getByText(/60,000\.00/)
      .last()
      .waitFor();

    // Evidence is asked for above 50,000: said at its place and in the list of what is to be mended.
    await maker.button(maker.t('form', 'submit')).click();
    const alert = page.getByRole('alert').filter({ hasText: maker.say('Evidence', '证明材料') });
    await alert.waitFor();
    await maker.lookAround('form-refused');

    await page.getByText(maker.t('form', 'draftSaved')).first().waitFor();
    await page.reload();
    await page.getByText(maker.t('form', 'draftRestored')).first().waitFor();
    expect(await cell('Cost', '金额', 2).inputValue()).toMatch(/^40,?000(\.00)?$/);
    expect(await field('Bank', '开户银行').inputValue()).not.toBe('');

    await page.locator('input[type="file"]').setInputFiles(evidence);
    await page.getByRole('link', { name: /contract\.pdf/ }).waitFor();
    // The route shows by itself: who will approve, and because of which amount.
    await page.locator('.dg-route-steps li').nth(1).waitFor();
    expect(await page.locator('.dg-route-text').innerText()).toMatch(/60,000.*50,000/);
    await maker.lookAround('form-route');
    await maker.button(maker.t('form', 'submit')).click();
    await page.waitForURL(/\/cases\//);
    caseUrl = new URL(page.url()).pathname;
    const heading = page.getByRole('heading', { level: 1 }).filter({ hasText: customer });
    title = (await heading.innerText()).trim();
    await maker.lookAround('case-of-maker');

    const arrived = finance.page.getByRole('link', { name: title.slice(0, 15) }).first();
    await arrived.waitFor();
    expect(await arrived.innerText()).toMatch(/60,000\.00/);
    await finance.lookAround('inbox');
    await finance.page
      .getByRole('button', { name: finance.t('shell', 'notices') })
      .first()
      .click();
    await finance.page
      .locator('.dg-notices')
      .getByRole('link', { name: title.slice(0, 15) })
      .first()
      .waitFor();
    await finance.lookAround('notices');
  });

  it('finance corrects the one field that it may, and approves; the other one then has nothing to do', async () => {
    const [finance, other] = await Promise.all([come('finance'), come('finance2')]);
    const { page } = finance;
    await openTask(finance, title);
    await openTask(other, title);
    await expectProgress(finance, finance.say('Finance', '财务审核'));
    expect(await page.locator('.dg-case-main input:enabled, .dg-case-main textarea:enabled').count()).toBe(1);
    await other.input(other.say('Voucher no.', '凭证号')).fill('ZZ987654');
    await other.button(other.decision('approve')).click();
    await other.page.getByRole('dialog').getByRole('textbox').first().fill('nearly done');
    await finance.input(finance.say('Voucher no.', '凭证号')).fill('AB12');
    await finance.button(finance.decision('approve')).click();
    await page.getByRole('alert').first().waitFor();
    await finance.input(finance.say('Voucher no.', '凭证号')).fill('AB123456');
    await finance.lookAround('task-of-finance');
    await decide(finance, 'approve', { opinion: 'ok' });

    // The other one sees at once who was faster, without asking.
    await other.page
      .getByRole('status')
      .filter({ hasText: other.say('Li Jing approved', '李静已同意') })
      .waitFor();
    await other.page.getByRole('region', { name: other.t('task', 'decision') }).waitFor({ state: 'detached' });
    // What the person had typed meanwhile is not lost, also after a reload; they put it away themselves.
    const left = other.page.getByRole('region', { name: other.t('task', 'leftTitle') });
    await left.getByText('nearly done').waitFor();
    await other.page.reload();
    await left.getByText('ZZ987654').waitFor();
    await left.getByText('nearly done').waitFor();
    await other.lookAround('task-closed-meanwhile');
    await other.button(other.t('task', 'leftDiscard')).click();
    await left.waitFor({ state: 'detached' });
  });

  it('director and deputy must both agree; one returns it, and it comes back by way of finance', async () => {
    const director = await come('director');
    await openTask(director, title);
    await director.button(director.decision('approve')).click();
    const dialog = director.page.getByRole('dialog');
    await dialog.getByLabel(director.t('task', 'sign')).fill('not my password');
    await director.button(director.decision('approve'), { within: dialog }).click();
    await dialog.getByRole('alert').or(dialog.locator('.dg-issue')).first().waitFor();
    await director.lookAround('signature-refused');
    await dialog.getByLabel(director.t('task', 'sign')).fill(DEMO_PASSWORD);
    await director.button(director.decision('approve'), { within: dialog }).click();
    await dialog.waitFor({ state: 'hidden' });

    const deputy = await come('deputy');
    await openTask(deputy, title);
    await decide(deputy, 'return', { opinion: deputy.say('The freight is too dear', '运费偏高'), sign: true });

    const maker = await come('maker');
    await openTask(maker, title);
    await maker.page.getByText(maker.say('The freight is too dear', '运费偏高')).first().waitFor();
    const cost = maker.t('controls', 'cell', { column: maker.say('Cost', '金额'), row: 2 });
    await maker.page.getByLabel(cost, { exact: true }).fill('35000');
    await maker.lookAround('revision');
    await decide(maker, 'submit', {});

    // The amount that finance approved is another one now, so finance is asked again; then both decide about what it says.
    const finance = await come('finance');
    await openTask(finance, title);
    await decide(finance, 'approve', {});
    await openTask(deputy, title);
    await decide(deputy, 'approve', { sign: true });
    await openTask(director, title);
    await decide(director, 'approve', { sign: true });
    await deputy.goTo(caseUrl);
    await deputy.page.getByText(deputy.say('Paid', '已付款')).first().waitFor();
    await deputy.lookAround('case-done');
  });

  it('a manager reads the dashboard and opens exactly the records behind a bar', async () => {
    const manager = await come('manager');
    const { page } = manager;
    await manager.goTo('/dashboards/transfer-overview');
    const bars = manager.say('Transfers per month and purpose', '按月按用途的转账笔数');
    await page.getByRole('img', { name: bars }).locator('canvas').waitFor();
    await manager.lookAround('dashboard');

    const { body } = await manager.api<DashboardResult>('POST', '/dashboards/transfer-overview/query', {
      filters: { period: 'last-12-months' },
    });
    expect(Object.values(body.widgets).filter((model) => model.widget === 'failed')).toEqual([]);
    const tile = page.getByRole('region', { name: bars }).first();
    await manager.button(`${manager.t('dashboard', 'asTable')}: ${bars}`).click();
    const figure = tile.locator('td button').first();
    const expected = (await figure.innerText()).trim();
    await figure.click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText(manager.t('dashboard', 'total', { count: expected })).waitFor();
    await manager.lookAround('drill');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });

    // The same by a click on the bar itself.
    await manager.button(`${manager.t('dashboard', 'asChart')}: ${bars}`).click();
    const canvas = page.getByRole('img', { name: bars }).locator('canvas');
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no chart');
    await expect
      .poll(async () => {
        await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.8);
        return page.getByRole('dialog').count();
      })
      .toBe(1);
    await page.keyboard.press('Escape');

    await chooseFilter(manager, manager.say('Unit', '机构'));
    await page.waitForURL(/unit=/);
  });

  it('the president decides above 1,000,000; an auditor asks why it went to the president, and changes nothing', async () => {
    const large = await upToPresident(come);
    const president = await come('president');
    await openTask(president, large.title);
    await decide(president, 'approve', { sign: true });

    const auditor = await come('auditor');
    await auditor.goTo(`/cases/${large.case}`);
    await (auditor.phone
      ? auditor.page.locator('.dg-case-switch').getByText(auditor.t('cases', 'why'))
      : auditor.page.getByRole('tab', { name: auditor.t('cases', 'why') })
    ).click();
    await auditor.page.locator('.dg-guard-held', { hasText: /1,200,000.*1,000,000/ }).waitFor();
    await auditor.lookAround('why');
    await auditor.goTo('/admin/audit');
    await auditor.page.getByRole('heading', { name: auditor.t('admin', 'audit'), level: 1 }).waitFor();
    await auditor.lookAround('audit');
    await auditor.goTo(`/cases/${large.case}`);
    for (const act of ['withdraw', 'remind'] as const) {
      expect(await auditor.button(auditor.t('cases', act)).count()).toBe(0);
    }
    const { body: page } = await auditor.api<ListPage<RecordView>>('GET', '/forms/transfer/records?size=1');
    const { status } = await auditor.api('PATCH', `/forms/transfer/records/${page.items[0]?.id}`, {
      data: { note: 'x' },
    });
    expect([403, 428]).toContain(status);
  });

  it('an administrator adds a person, who must choose a password of their own; resets it; sees incidents and timers', async () => {
    const admin = await come('admin');
    const { page } = admin;
    const name = `new-${locale === 'en' ? 'en' : 'zh'}-${view.name}`;
    await admin.goTo('/admin/people');
    await admin.button(admin.t('admin', 'addPerson')).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel(admin.t('admin', 'titleZh')).fill(`赵新 ${name}`);
    await drawer.getByLabel(admin.t('admin', 'titleEn')).fill(`Zhao Xin ${name}`);
    await drawer.getByLabel(admin.t('admin', 'signInName')).fill(name);
    for (const label of ['unit', 'roles'] as const) {
      await drawer.getByLabel(admin.t('admin', label)).click();
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
    }
    // Escape closes the list of roles; what was typed is not thrown away with the drawer.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await admin.lookAround('new-person');
    await admin.button(admin.t('admin', 'addPerson'), { within: drawer }).click();
    const password = (await page.locator('.dg-issued-password').innerText()).trim();
    await admin.button(admin.t('admin', 'handedOver')).click();

    const newcomer = await come(name, password);
    await newcomer.page.getByRole('heading', { name: newcomer.t('signIn', 'changeTitle') }).waitFor();
    await newcomer.lookAround('must-change');
    await newcomer.page.locator('input[name="current"]').fill(password);
    await newcomer.page.locator('input[name="next"]').fill('Unlike-anything-42');
    await newcomer.page.locator('input[name="repeat"]').fill('Unlike-anything-42');
    await newcomer.button(newcomer.t('signIn', 'changeSubmit')).click();
    await newcomer.page.getByRole('heading', { name: newcomer.t('home', 'recent') }).waitFor();

    await page.reload();
    await admin.button(`${admin.t('admin', 'edit')} ${admin.say(`Zhao Xin ${name}`, `赵新 ${name}`)}`).click();
    await admin.button(admin.t('admin', 'resetPassword'), { within: drawer }).click();
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: admin.t('admin', 'resetPassword') })
      .click();
    const issued = (await page.locator('.dg-issued-password').innerText()).trim();
    expect(issued).not.toBe(password);
    await admin.lookAround('password-issued');
    await admin.button(admin.t('admin', 'handedOver')).click();
    // Whoever is signed in with the old one has to sign in again.
    await newcomer.page.reload();
    await newcomer.page.locator('input[name="tenant"]').waitFor();

    for (const place of ['people', 'incidents', 'timers'] as const) {
      await admin.goTo(`/admin/${place}`);
      await page.getByRole('heading', { name: admin.t('admin', place), level: 1 }).waitFor();
      await admin.lookAround(`admin-${place}`);
    }
  });
});

describe('a server that dies while somebody works', () => {
  it.skipIf(process.env.TEST_SERVER)(
    'loses nothing: the page says so, keeps what is typed, and sends it once when the server is back',
    async () => {
      const maker = await Person.signIn(browser, server.url, 'maker', 'zh-CN', views.phone);
      const { page } = maker;
      const cell = (column: string) =>
        page.getByLabel(maker.t('controls', 'cell', { column, row: 1 }), { exact: true });
      const customer = await someCustomer(maker);
      await maker.goTo('/forms/transfer/new');
      await maker.input('用途').click();
      await page.keyboard.press('Enter');
      await maker.input('客户').fill(customer.slice(0, 4));
      await page.locator('.dg-candidate', { hasText: customer }).first().click();
      await cell('费用项目').fill('钢材');
      await cell('金额').fill('2000');
      await server.kill();
      const note = `断开后输入 ${randomUUID()}`;
      await cell('说明').fill(note);
      await maker.button(maker.t('form', 'submit')).click();
      await page.getByText(maker.t('shell', 'connectionLost')).waitFor();
      await server.startAgain();
      await page.waitForURL(/\/cases\//, { timeout: 60_000 });
      const { body } = await maker.api<ListPage<RecordView>>('GET', '/forms/transfer/records?size=20');
      const sent = body.items.filter(({ data }) => JSON.stringify(data).includes(note));
      expect(sent).toHaveLength(1);
      await maker.leave();
    },
  );
});

/** The name of a customer that the person may see. */
async function someCustomer(person: Person): Promise<string> {
  const { body } = await person.api<ListPage<RecordView>>('GET', '/forms/customer/records?size=1');
  return String(body.items[0]?.data.name);
}

function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
}

async function openTask(person: Person, title: string): Promise<void> {
  await person.goTo('/inbox');
  await person.page
    .getByRole('link', { name: title.slice(0, 15) })
    .first()
    .click();
  await person.page.getByRole('region', { name: person.t('task', 'decision') }).waitFor();
}

async function expectProgress(person: Person, state: string): Promise<void> {
  if (person.phone) await person.page.locator('.dg-case-switch').getByText(person.t('cases', 'progress')).click();
  await person.page
    .getByRole('region', { name: person.t('cases', 'progress') })
    .getByText(state)
    .first()
    .waitFor();
  if (person.phone) await person.page.locator('.dg-case-switch').getByText(person.t('cases', 'request')).click();
}

async function decide(
  person: Person,
  decision: 'approve' | 'return' | 'submit',
  { opinion, sign }: { opinion?: string; sign?: boolean },
): Promise<void> {
  const bar = person.page.getByRole('region', { name: person.t('task', 'decision') });
  await person.button(person.decision(decision), { within: bar }).click();
  const dialog = person.page.getByRole('dialog');
  if (opinion) await dialog.getByRole('textbox').first().fill(opinion);
  if (sign) await dialog.getByLabel(person.t('task', 'sign')).fill(DEMO_PASSWORD);
  await person.button(person.decision(decision), { within: dialog }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function chooseFilter(person: Person, label: string): Promise<void> {
  await person.page.getByRole('search').getByLabel(label).click();
  await person.page.locator('.ant-select-dropdown:visible .ant-select-item-option').nth(1).click();
}

/** Lets everybody before the president approve a transfer of 1,200,000, by the requests that their pages would send. */
async function upToPresident(come: (name: string) => Promise<Person>): Promise<{ case: string; title: string }> {
  const maker = await come('maker');
  const { body: customers } = await maker.api<ListPage<RecordView>>('GET', '/forms/customer/records?size=1');
  const data = {
    customer: { id: customers.items[0]?.id },
    bankName: '中国工商银行北京分行',
    account: '6222021001112223372',
    purpose: 'goods',
    items: [{ what: '设备', cost: 120_000_000 }],
    evidence: [await maker.upload('/files?form=transfer&field=evidence', '合同.pdf', '%PDF-1.4\n%%EOF\n')],
  };
  const sent = await maker.api<CreatedRecord>('POST', '/forms/transfer/records', { data });
  expect(sent.status).toBe(201);
  for (const name of ['finance', 'director', 'deputy']) {
    const person = await come(name);
    const { body: tasks } = await person.api<ListPage<TaskItem>>('GET', '/tasks?box=todo&size=200');
    const task = tasks.items.find((one) => one.case === sent.body.case);
    const { body: shown } = await person.api<TaskView>('GET', `/tasks/${task?.id}`);
    const decision = { decision: 'approve', seen: shown.seen, ...(shown.sign && { sign: DEMO_PASSWORD }) };
    expect((await person.api('POST', `/tasks/${task?.id}/decisions`, decision)).status).toBe(200);
  }
  return { case: String(sent.body.case), title: sent.body.record.title };
}
