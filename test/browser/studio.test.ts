// The analyst's part of the main job in a real browser: the threshold, a field, a widget; findings, the difference in words, a
// trial, the release. What then happens to transfers is asked over HTTP.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, PackDraft } from '../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../server/auth/demo-access.ts';
import { type Bank, bankOf, key } from '../flows/transfer-bank.ts';
import { launchBrowser, views } from '../support/browser.ts';
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts';
import { createClient } from '../support/server.ts';
import { Analyst } from './analyst.ts';

const PACK = 'transfer-control';
let server: BuiltServer;
let browser: Browser;
let bank: Omit<Bank, 'server' | 'stop'>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuiltServer(), launchBrowser()]);
  bank = await bankOf(async (name) => {
    const client = createClient(server.url, { language: 'en' });
    const reply = await client.post('/session', { tenant: DEMO_TENANT, name, password: DEMO_PASSWORD });
    if (reply.status !== 201) throw new Error(`${name} cannot sign in: ${reply.text}`);
    return client;
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Where a case is after finance has approved. */
async function afterFinance(caseId: string): Promise<string[]> {
  const reply = await bank.decide('finance', caseId, 'approve');
  expect(reply.status, reply.text).toBe(200);
  return (await bank.caseOf('finance', caseId)).states;
}

/** The content of the first release again, and a draft that is the same. */
async function backToTheFirstRelease(): Promise<void> {
  const other = await bank.as('analyst');
  // Refused where the first release is current already.
  await other.post(`/packs/${PACK}/rollback`, { release: 1, changes: 'discard' }, key());
  const first = await other.get<JsonObject>(`/packs/${PACK}/export?release=1`);
  const reply = await other.post('/packs/import', first.body, key());
  expect(reply.status, reply.text).toBe(201);
}

/** The other analyst's change of a definition, as their own studio would save it. */
async function otherChanges(kind: string, name: string, change: (json: JsonObject) => void): Promise<void> {
  const other = await bank.as('analyst');
  const draft = (await other.get<PackDraft>(`/packs/${PACK}/draft`)).body;
  const found = draft.definitions.find((one) => one.kind === kind && one.key === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  change(found.json);
  const path = `/packs/${PACK}/draft/${kind}/${name}`;
  const reply = await other.put(path, found.json, { 'If-Match': `"${found.revision}"` });
  expect(reply.status, reply.text).toBe(200);
}

async function changeThreshold(analyst: Analyst): Promise<void> {
  const { page } = analyst;
  await page
    .getByRole('button', { name: /50,000/ })
    .and(page.locator('.dg-edge-label'))
    .click();
  const chosen = page.locator('.dg-transition-chosen');
  await chosen.getByLabel(analyst.word('value'), { exact: true }).fill('80000');
  await chosen.getByText(analyst.say('Total amount is more than CNY 80,000.00', '合计金额大于 80,000.00 元')).waitFor();
}

/** The two stories that are not true any more above 50,000, and the amounts with which they are. */
const retold = (analyst: Analyst) => ({
  [analyst.say('50,000.01 needs', '50,000.01 元')]: '80000.01',
  [analyst.say('A returned', '退回后')]: '90000',
});

/** From the open list of problems to a story that does not come true, and makes it come true. */
async function retell(analyst: Analyst, story: string, amount: string): Promise<void> {
  const { page } = analyst;
  await page.locator('.dg-problem').filter({ hasText: story }).click();
  await page.getByText(analyst.word('scenarioFails'), { exact: true }).waitFor();
  await page.getByLabel(analyst.say('Total amount', '合计金额'), { exact: true }).fill(amount);
  await page.getByText(analyst.word('scenarioPasses')).waitFor();
}

/** A transfer of 60,000 in a form that nothing keeps. */
async function fillTransfer(analyst: Analyst, form: Locator): Promise<void> {
  const input = (field: string) => form.locator(`[id="field/${field}"]`);
  await analyst.choose(input('purpose'), analyst.say('Goods', '货款'));
  await input('customer').fill('hengtong');
  await analyst.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
  await input('bankName').fill('Bank');
  await input('account').fill('6222021001112223372');
  await input('items/0/what').fill('Paper');
  await input('items/0/cost').fill('60000');
  const contract = { name: 'contract.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
  await form.locator('input[type="file"]').setInputFiles(contract);
  await form.getByText('contract.pdf').waitFor();
}

describe.each(['en', 'zh-CN'] as const)('an analyst who reads %s', (locale) => {
  it('changes threshold, form and dashboard, tries them and publishes; new transfers follow at once', async () => {
    await backToTheFirstRelease();
    const before = await bank.submit({ amount: 6_000_000 });
    const analyst = await Analyst.arrive(browser, server.url, views.desktop, locale);
    const { page } = analyst;
    const title = {
      workflow: analyst.say('Transfer approval', '转账审批'),
      dashboard: analyst.say('Transfer overview', '转账总览'),
    };

    await analyst.goTo('/studio');
    await page.locator('.dg-pack-card').waitFor();
    await analyst.lookAround('packs');
    await page
      .locator('.dg-pack-card')
      .filter({ hasText: analyst.say('Transfer control', '转账管理') })
      .click();

    // The threshold, by the rule builder of the transition that the chart shows; back and forth.
    await analyst.turnTo('workflow', title.workflow);
    await changeThreshold(analyst);
    await page.locator('.dg-edge-label').filter({ hasText: '80,000' }).waitFor();
    await analyst.lookAround('transition');
    await analyst.button(analyst.word('undo')).click();
    await page.locator('.dg-edge-label').filter({ hasText: '50,000' }).waitFor();
    await analyst.button(analyst.word('redo')).click();
    await page.locator('.dg-edge-label').filter({ hasText: '80,000' }).waitFor();

    // Findings: a step without people leads back to its state; two stories are not true any more.
    await analyst
      .button(analyst.say('President', '总裁审批'), {
        within: page.getByRole('navigation', { name: analyst.word('states') }),
      })
      .click();
    const who = page.getByRole('group', { name: analyst.word('assign') });
    await analyst.button(analyst.word('remove'), { within: who }).click();
    await analyst.button(analyst.word('problemsPanel')).click();
    await analyst.turnTo('dashboard', title.dashboard);
    await page.locator('.dg-problem').filter({ hasText: title.workflow }).first().click();
    const chip = page.getByRole('navigation', { name: analyst.word('states') }).locator('[aria-pressed="true"]');
    await chip.filter({ hasText: analyst.say('President', '总裁审批') }).waitFor();
    await analyst.lookAround('problems');
    await analyst.button(analyst.word('undo')).click();
    for (const [story, amount] of Object.entries(retold(analyst))) await retell(analyst, story, amount);
    await page.getByText(analyst.word('noProblems')).waitFor();
    await analyst.lookAround('scenario');
    await analyst
      .button(analyst.word('close'), { within: page.getByRole('region', { name: analyst.word('problemsPanel') }) })
      .click();

    // One field by the mouse, one by the keyboard.
    await analyst.turnTo('form', analyst.say('Transfer', '转账'));
    const fields = page.locator('.dg-field-face');
    const texts = async () => (await fields.allInnerTexts()).map((text) => text.split('\n')[0]?.trim());
    const type = analyst.button(analyst.word('addField', { type: analyst.say('Number', '数字') }));
    const from = await type.boundingBox();
    const to = await fields.nth(2).boundingBox();
    if (!from || !to) throw new Error('nothing to drag');
    await page.mouse.move(from.x + 20, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 10, { steps: 8 });
    await page.locator('.dg-dragged').waitFor();
    await page.mouse.move(to.x + 20, to.y + 20);
    await page.mouse.up();
    await expect.poll(texts).toContain(analyst.say('Number', '数字'));
    expect((await texts()).indexOf(analyst.say('Number', '数字'))).toBe(2);

    const longText = analyst.say('Long text', '多行文本');
    await analyst.button(analyst.word('addField', { type: longText })).focus();
    await page.keyboard.press('Enter');
    await expect.poll(texts).toContain(longText);
    const place = (await texts()).indexOf(longText);
    await page.getByLabel(analyst.word('titleLabel'), { exact: true }).fill('Reason');
    await page
      .getByLabel(analyst.word(locale === 'en' ? 'inChinese' : 'inEnglish'))
      .first()
      .fill('Reason');
    await analyst.button(analyst.word('moveField', { name: 'Reason' })).focus();
    // As fast as fingers go: no stroke may be lost.
    for (const stroke of ['Space', 'ArrowUp', 'Space']) await page.keyboard.press(stroke);
    await expect.poll(async () => (await texts()).indexOf('Reason')).toBeLessThan(place);
    await analyst.lookAround('form');
    await page.getByText(analyst.word('preview'), { exact: true }).click();
    await page.getByLabel('Reason').first().waitFor();

    // A widget, with the figures that there are.
    await analyst.turnTo('dashboard', title.dashboard);
    await page.locator('.dg-kpi-number').first().waitFor();
    await analyst.button(analyst.word('addWidget')).click();
    await page.getByRole('menuitem', { name: analyst.say('Bar chart', '柱状图') }).click();
    await page.getByLabel(analyst.word('titleLabel'), { exact: true }).fill('By kind');
    const tile = page.locator('.dg-edit-tile.dg-selected .dg-tile');
    await tile.filter({ hasText: 'By kind' }).and(page.locator('[aria-busy="false"]')).locator('canvas').waitFor();
    await analyst.lookAround('dashboard');

    // Nothing is lost when the page is loaded again.
    await analyst.isSaved();
    await page.reload();
    await page.getByText('By kind').first().waitFor();
    await analyst.turnTo('form', analyst.say('Transfer', '转账'));
    await expect.poll(texts).toContain('Reason');

    // A trial: as the maker, then as whoever is asked. Nobody is really asked.
    const todo = () =>
      bank.as('finance').then((finance) => finance.get<{ total: number }>('/tasks?box=todo&size=1&count=true'));
    const waiting = (await todo()).text;
    await analyst.button(analyst.word('try')).click();
    const trial = analyst.drawer(analyst.word('tryMeaning'));
    await analyst.find(trial.getByLabel(analyst.word('asPerson'), { exact: true }), analyst.say('Wang Min', '王敏'));
    await analyst.button(analyst.word('tryStart'), { within: trial }).click();
    await trial.getByText(analyst.say('Please choose Purpose', '请选择用途')).first().waitFor();
    await fillTransfer(analyst, trial);
    await analyst.button(analyst.word('tryAgainFromStart'), { within: trial }).click();
    const step = trial.locator('.dg-try-step').filter({ hasText: analyst.say('Finance review', '财务审核') });
    await step
      .locator('.dg-row')
      .first()
      .getByRole('button', { name: analyst.decision('approve'), exact: true })
      .click();
    await trial.getByText(analyst.word('tryEnded', { status: analyst.word('case-done') })).waitFor();
    await analyst.lookAround('try');
    await analyst.closeDrawer(analyst.word('tryMeaning'));
    expect((await todo()).text).toBe(waiting);

    // The difference in words, and the release.
    await analyst.button(analyst.word('publish')).click();
    const panel = analyst.drawer(analyst.word('whatChanges'));
    await panel
      .getByText(
        analyst.say(
          'Total amount of 50,000.01–80,000.00 no longer reaches Director and deputy',
          '合计金额为 50,000.01–80,000.00 时不再经过总监与副总监会签',
        ),
      )
      .waitFor();
    await panel.getByLabel(analyst.word('noteLabel')).fill('80,000');
    await analyst.lookAround('publish');
    await analyst.publish();

    const after = await bank.submit({ amount: 6_000_000 });
    expect(await afterFinance(before.case)).toEqual(['leadership']);
    expect(await afterFinance(after.case)).toEqual(['paid']);

    await analyst.button(analyst.word('releases')).click();
    const releases = analyst.drawer(analyst.word('current'));
    await releases.getByText('80,000', { exact: true }).first().waitFor();
    await analyst.lookAround('releases');
    await analyst.leave();
  });
});

describe('two analysts at once', () => {
  it('are told of each other, lose nothing, and publish only what was looked at', async () => {
    await backToTheFirstRelease();
    const analyst = await Analyst.arrive(browser, server.url, views.desktop, 'en');
    const { page } = analyst;
    const title = () => page.getByLabel(analyst.word('titleLabel'), { exact: true });

    // Both change the same form: the second one decides, first for the other's change, then for their own.
    await analyst.goTo(`/studio/${PACK}/form/customer`);
    await title().waitFor();
    await otherChanges('form', 'customer', (json) => Object.assign(json, { title: { en: 'Client', 'zh-CN': '客户' } }));
    await title().fill('Buyer');
    await page.getByText(analyst.word('conflict', { title: 'Buyer' })).waitFor();
    await analyst.lookAround('conflict');
    await analyst.button(analyst.word('takeTheirs')).click();
    await expect.poll(() => title().inputValue()).toBe('Client');
    await analyst.isSaved();
    await otherChanges('form', 'customer', (json) => Object.assign(json, { title: { en: 'Patron', 'zh-CN': '客户' } }));
    await title().fill('Buyer');
    await analyst.button(analyst.word('keepOurs')).click();
    await analyst.isSaved();
    await page.reload();
    await expect.poll(() => title().inputValue()).toBe('Buyer');

    // While one looks at the difference the other breaks the workflow: refused, shown anew, refused with the reason.
    await analyst.button(analyst.word('publish')).click();
    const panel = analyst.drawer(analyst.word('whatChanges'));
    await panel.getByText(/Buyer/).first().waitFor();
    await otherChanges('workflow', 'transfer-approval', (json) => {
      const chart = json.chart as { states: { president: { on: JsonObject } } };
      chart.states.president.on.approve = 'nowhere';
    });
    const now = analyst.button(analyst.word('publishNow'), { within: panel });
    await now.click();
    await panel
      .getByRole('alert')
      .filter({ hasText: /changed/ })
      .waitFor();
    await expect.poll(() => now.isEnabled()).toBe(true);
    await now.click();
    await panel.getByRole('alert').filter({ hasText: 'There is no state "nowhere" here' }).waitFor();
    await analyst.lookAround('refused');
    expect(await panel.getByText(/is gone/).count()).toBe(0);
    await analyst.button(analyst.word('loadAnew'), { within: panel }).click();
    await panel.waitFor({ state: 'hidden' });
    await analyst.button(analyst.word('problemsPanel')).click();
    await page.locator('.dg-problem').filter({ hasText: 'nowhere' }).waitFor();
    await analyst.leave();
  });

  it('complete a definition as JSON by its schema', async () => {
    await backToTheFirstRelease();
    const analyst = await Analyst.arrive(browser, server.url, views.desktop, 'en');
    const { page } = analyst;
    await analyst.goTo(`/studio/${PACK}/template/overdue`);
    await page.getByText(analyst.word('json'), { exact: true }).click();
    const editor = page.getByRole('textbox', { name: analyst.word('jsonOf', { key: 'overdue' }) });
    await editor.getByText('"channel"').click();
    await page.keyboard.press('Home');
    await page.keyboard.type('"');
    await page.keyboard.press('Control+Space');
    const offered = page.locator('.cm-tooltip-autocomplete [role="option"]');
    await offered.filter({ hasText: 'description' }).first().waitFor();
    await analyst.lookAround('json');
    await analyst.leave();
  });
});

describe('an analyst at a phone', () => {
  it('opens the studio, changes the threshold by touch and publishes', async () => {
    await backToTheFirstRelease();
    const before = await bank.submit({ amount: 6_000_000 });
    const analyst = await Analyst.arrive(browser, server.url, views.phone, 'zh-CN');
    const { page } = analyst;
    await analyst.goTo('/studio');
    await page.locator('.dg-pack-card').filter({ hasText: '转账管理' }).click();
    await page.locator('.dg-canvas').waitFor();
    await analyst.lookAround('form');
    await analyst.turnTo('workflow', '转账审批');
    await page.locator('.dg-edge-label').first().waitFor();
    await analyst.lookAround('workflow');
    await changeThreshold(analyst);
    await analyst.lookAround('transition');
    await analyst.closeDrawer(analyst.word('properties'));
    for (const [story, amount] of Object.entries(retold(analyst))) {
      await analyst.button(analyst.word('problemsPanel')).click();
      await retell(analyst, story, amount);
    }
    await analyst.lookAround('scenario');
    await analyst.button(analyst.word('publish')).click();
    await analyst
      .drawer(analyst.word('whatChanges'))
      .getByText(/不再经过/)
      .waitFor();
    await analyst.lookAround('publish');
    await analyst.publish();
    const after = await bank.submit({ amount: 6_000_000 });
    expect(await afterFinance(before.case)).toEqual(['leadership']);
    expect(await afterFinance(after.case)).toEqual(['paid']);
    await analyst.leave();
  });
});
