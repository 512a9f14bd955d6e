// The designers of what stands around forms and workflows: options, roles, datasets, templates, pages. Each is used by an analyst in one
// language at a desk and in the other at a phone, and is looked at in all four ways.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import type { DefinitionKind, JsonObject, PackDraft } from '../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../server/auth/demo-access.ts';
import { key as intent } from '../flows/transfer-bank.ts';
import { launchBrowser, screenshot, views } from '../support/browser.ts';
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts';
import { type Client, createClient } from '../support/server.ts';
import { Analyst } from './analyst.ts';

const PACK = 'transfer-control';
let server: BuiltServer;
let browser: Browser;
const analysts = new Map<string, Promise<Analyst>>();

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuiltServer(), launchBrowser()]);
  await backToTheFirstRelease();
});
afterAll(async () => {
  for (const analyst of analysts.values()) await (await analyst).leave();
  await browser?.close();
  await server?.stop();
});

type Setting = readonly [locale: 'en' | 'zh-CN', size: 'desktop' | 'phone'];
const working: Setting[] = [
  ['en', 'desktop'],
  ['zh-CN', 'phone'],
];
const looking: Setting[] = [
  ['zh-CN', 'desktop'],
  ['en', 'phone'],
];

async function signedIn(): Promise<Client> {
  const client = createClient(server.url, { language: 'en' });
  await client.post('/session', { tenant: DEMO_TENANT, name: 'analyst', password: DEMO_PASSWORD });
  return client;
}

/** What somebody has written by hand, in a definition of the draft. */
async function writesByHand(kind: DefinitionKind, name: string, change: (json: JsonObject) => void): Promise<void> {
  const client = await signedIn();
  const draft = (await client.get<PackDraft>(`/packs/${PACK}/draft`)).body;
  const found = draft.definitions.find((one) => one.kind === kind && one.key === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  change(found.json);
  const path = `/packs/${PACK}/draft/${kind}/${name}`;
  const reply = await client.put(path, found.json, { 'If-Match': `"${found.revision}"` });
  expect(reply.status, reply.text).toBe(200);
}

/** The content of the first release again, and a draft that is the same. */
async function backToTheFirstRelease(): Promise<void> {
  const client = await signedIn();
  // Refused where the first release is current already.
  await client.post(`/packs/${PACK}/rollback`, { release: 1, changes: 'discard' }, intent());
  const first = await client.get<JsonObject>(`/packs/${PACK}/export?release=1`);
  const reply = await client.post('/packs/import', first.body, intent());
  expect(reply.status, reply.text).toBe(201);
}

/** Everyone keeps their browser open. */
async function arrive([locale, size]: Setting): Promise<Analyst> {
  const name = `${locale} ${size}`;
  const analyst = analysts.get(name) ?? Analyst.arrive(browser, server.url, views[size], locale);
  analysts.set(name, analyst);
  return analyst;
}

async function open(setting: Setting, kind: DefinitionKind, key: string): Promise<Analyst> {
  const analyst = await arrive(setting);
  onTestFailed(() => screenshot(analyst.page, `studio-failed-${kind}-${setting.join('-')}`));
  await analyst.goTo(`/studio/${PACK}/${kind}/${key}`);
  await analyst.page.locator('.dg-kind').waitFor();
  return analyst;
}

/** What others see of the designer, with nothing changed. */
function isFitToBeSeen(kind: DefinitionKind, key: string): void {
  it.each(looking)('is fit to be seen in %s on a %s', async (...setting) => {
    const analyst = await open(setting, kind, key);
    await analyst.lookAround(`${kind}-designer`);
  });
}

async function undo(analyst: Analyst, times = 1): Promise<void> {
  for (let time = 0; time < times; time++) await analyst.button(analyst.word('undo')).click();
}

/** Moves a row up by the keyboard, as fast as fingers go. */
async function moveUp(analyst: Analyst, name: string): Promise<void> {
  await analyst.button(analyst.word('moveField', { name })).focus();
  for (const stroke of ['Space', 'ArrowUp', 'Space']) await analyst.page.keyboard.press(stroke);
}

/** Finds a text in the open JSON, of which only the lines in sight are drawn. */
async function readsInJson({ page }: Analyst, text: string): Promise<void> {
  const lines = page.locator('.cm-content');
  await lines.waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect
    .poll(async () => {
      if ((await lines.innerText()).includes(text)) return true;
      await page.evaluate(() => window.scrollBy(0, 400));
      return false;
    })
    .toBe(true);
}

/** Looks at the definition as JSON, and back at the drawing. */
async function sees(analyst: Analyst, ...texts: string[]): Promise<void> {
  const { page } = analyst;
  await page.getByText(analyst.word('json'), { exact: true }).click();
  for (const text of texts) await readsInJson(analyst, text);
  await page.getByText(analyst.word('design'), { exact: true }).click();
  await page.locator('.dg-kind').waitFor();
}

async function publishes(analyst: Analyst, kind: DefinitionKind, key: string): Promise<JsonObject> {
  await analyst.isSaved();
  await analyst.button(analyst.word('publish')).click();
  await analyst.publish();
  const { body } = await analyst.api<{ definitions: { kind: string; key: string; json: JsonObject }[] }>(
    'GET',
    `/packs/${PACK}/export`,
  );
  return body.definitions.find((one) => one.kind === kind && one.key === key)?.json ?? {};
}

/** The texts that a person reads in the inputs of each row. */
function values(inputs: Locator): Promise<string[]> {
  return inputs.evaluateAll((found) => found.map((input) => (input as HTMLInputElement).value));
}

describe('the designer of options', () => {
  it.each(working)('adds, moves, pastes, retires and publishes choices in %s on a %s', async (...setting) => {
    const analyst = await open(setting, 'options', 'transfer-purposes');
    const { page } = analyst;
    const keys = () => values(page.locator('.dg-choice > input'));
    const before = await keys();

    // One by hand: value and names, then up by the keyboard; and all of it back.
    await analyst.button(analyst.word('addChoice')).click();
    const added = page.locator('.dg-choice').last();
    await added.locator('> input').fill('bonus');
    await added.locator('> input').press('Enter');
    await expect.poll(keys).toEqual([...before, 'bonus']);
    await added.locator('.dg-localised input').first().fill('Bonus');
    await moveUp(analyst, 'Bonus');
    await expect.poll(keys).toEqual([...before.slice(0, -1), 'bonus', ...before.slice(-1)]);
    await undo(analyst, 4);
    await expect.poll(keys).toEqual(before);

    // A value that no letter may be in is refused; one that is in use is not simply taken away.
    const other = page.locator('.dg-choice').nth(before.indexOf('other'));
    await other.locator('> input').fill('其他 1');
    await other.locator('> input').press('Enter');
    await page.locator('.ant-message').filter({ hasText: '其他 1' }).waitFor();
    await expect.poll(keys).toEqual(before);
    await other.locator('.dg-choice-remove').click();
    const question = page.getByRole('dialog');
    await question.getByText(analyst.say('Form Transfer', '表单“转账”')).waitFor();
    expect(await question.locator('li').first().innerText()).toMatch(/\d/);
    if (analyst.phone) await analyst.lookAround('options-in-use');
    await analyst.button(analyst.word('retireInstead'), { within: question }).click();
    await expect.poll(() => other.getByRole('switch').isChecked()).toBe(true);
    await undo(analyst);
    await expect.poll(() => other.getByRole('switch').isChecked()).toBe(false);

    // A choice without a name is a problem, which leads to its row.
    if (!analyst.phone) {
      for (const input of await page.locator('.dg-choice').nth(1).locator('.dg-localised input').all())
        await input.fill('');
      await analyst.button(analyst.word('problemsPanel')).click();
      await page.locator('.dg-problem').first().click();
      await page.locator('.dg-sortable-row.dg-selected .dg-part-problems').waitFor();
      await undo(analyst, 2);
      const problems = page.getByRole('region', { name: analyst.word('problemsPanel') });
      await analyst.button(analyst.word('close'), { within: problems }).click();
    }

    // Many from a sheet: what is taken and what is not is said before.
    const [tax, fee, rent] = [`tax-${setting[1]}`, `fee-${setting[1]}`, `房租 ${setting[1]}`];
    await analyst.button(analyst.word('pasteChoices')).click();
    const panel = analyst.drawer(analyst.word('pasteHelp'));
    await panel
      .getByLabel(analyst.word('pasteHere'))
      .fill(`${tax}\t税款\tTax\n${fee}\t手续费\tFee\n坏\t坏\tBad\nrent\t${rent}\tRent`);
    await panel.getByText(analyst.word('pasteSummary', { taken: 3, same: 0, refused: 1 })).waitFor();
    await panel.getByText(analyst.word('refused-bad-value')).waitFor();
    await analyst.lookAround('options-pasted');
    await analyst.button(analyst.word('take_other', { count: 3 }), { within: panel }).click();
    await expect.poll(keys).toEqual([...before, tax, fee]);
    await sees(analyst, tax, rent);
    await analyst.lookAround('options-designer');

    const released = await publishes(analyst, 'options', 'transfer-purposes');
    expect(released.items).toContainEqual({ key: fee, title: { en: 'Fee', 'zh-CN': '手续费' } });
    expect(released.items).toContainEqual({ key: 'rent', title: { en: 'Rent', 'zh-CN': rent } });
  });

  isFitToBeSeen('options', 'customer-levels');
});

describe('the designer of roles', () => {
  it.each(working)('adds a role, says where others are named, and publishes in %s on a %s', async (...setting) => {
    const analyst = await open(setting, 'roles', 'roles');
    const { page } = analyst;
    const keys = () => values(page.locator('.dg-role > input'));
    const before = await keys();
    const name = `night-${setting[1]}`;

    // What a role may do is said in words.
    await page.getByText(analyst.say('Transfer: create, read their own', '转账：新建、查看本人的')).first().waitFor();

    await analyst.button(analyst.word('addRole')).click();
    const added = page.locator('.dg-role').last();
    await added.locator('> input').fill(name);
    await added.locator('> input').press('Enter');
    await expect.poll(keys).toEqual([...before, name]);
    await added.locator('.dg-localised input').first().fill('Night');
    await analyst.choose(added.getByRole('combobox'), analyst.word('permission-studio'));
    await page.keyboard.press('Escape');
    await added.locator('summary').click();
    await added.getByLabel(analyst.word('mfa')).check();
    await moveUp(analyst, 'Night');
    await expect.poll(keys).toEqual([...before.slice(0, -1), name, ...before.slice(-1)]);
    await undo(analyst);
    await expect.poll(keys).toEqual([...before, name]);

    // A role that steps and rights name is renamed there too, after a question; and back.
    const director = page.locator('.dg-role').nth(before.indexOf('director'));
    await director.locator('> input').fill('chief');
    await director.locator('> input').press('Enter');
    const question = page.getByRole('dialog');
    await question.getByText(analyst.say('Workflow Transfer approval', '流程“转账审批”')).waitFor();
    if (analyst.phone) await analyst.lookAround('roles-in-use');
    await analyst.button(analyst.word('renameAnyway'), { within: question }).click();
    await expect.poll(keys).toContain('chief');
    await analyst.turnTo('workflow', analyst.say('Transfer approval', '转账审批'));
    await page.getByText(analyst.word('json'), { exact: true }).click();
    await readsInJson(analyst, '"chief"');
    await undo(analyst);
    await analyst.turnTo('roles', analyst.say('Roles', '角色'));
    await expect.poll(keys).toEqual([...before, name]);
    await sees(analyst, '"studio"');
    await analyst.lookAround('roles-designer');

    const released = await publishes(analyst, 'roles', 'roles');
    expect((released.roles as JsonObject)[name]).toMatchObject({ permissions: ['studio'], mfa: 'required' });
  });

  isFitToBeSeen('roles', 'roles');
});

describe('the designer of datasets', () => {
  it.each(working)('adds a field, renames another, filters rows and publishes in %s on a %s', async (...setting) => {
    const analyst = await open(setting, 'dataset', 'transfers');
    const { page } = analyst;
    const names = async () => (await page.locator('.dg-column code').allInnerTexts()).map((text) => text.trim());
    const before = await names();
    const panel = analyst.phone ? page.getByRole('dialog') : page.getByRole('complementary').last();
    const closePanel = async () => {
      if (!analyst.phone) return;
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'hidden' });
    };

    await analyst.choose(
      page.getByLabel(analyst.word('addColumn'), { exact: true }),
      analyst.say('Bank (data.bankName)', '开户银行 (data.bankName)'),
    );
    await expect.poll(names).toEqual([...before, 'bankName']);
    await panel.getByLabel(analyst.word('columnName')).fill('bank');
    await panel.getByLabel(analyst.word('columnName')).press('Enter');
    await expect.poll(names).toEqual([...before, 'bank']);
    await panel.getByLabel(analyst.word('titleLabel'), { exact: true }).fill('Bank of payee');
    await analyst.lookAround('dataset-field');
    await closePanel();
    await page.locator('.dg-column').last().getByText('Bank of payee').waitFor();
    await undo(analyst, 3);
    await expect.poll(names).toEqual(before);
    await analyst.button(analyst.word('redo')).click();
    await expect.poll(names).toEqual([...before, 'bankName']);

    // A renamed field is the same one in the widgets that show it.
    await page.locator('.dg-column .dg-field-face').filter({ hasText: 'amount' }).click();
    await panel.getByLabel(analyst.word('columnName')).fill('total');
    await panel.getByLabel(analyst.word('columnName')).press('Enter');
    await expect.poll(names).toContain('total');
    await closePanel();
    await analyst.turnTo('dashboard', analyst.say('Transfer overview', '转账总览'));
    await page.getByText(analyst.word('json'), { exact: true }).click();
    await readsInJson(analyst, '"total"');
    await undo(analyst);
    await analyst.turnTo('dataset', analyst.say('Transfers', '转账'));
    await expect.poll(names).toContain('amount');

    // Which rows count is a rule like any other; states go by their names.
    await analyst.button(analyst.word('addCondition')).click();
    const condition = page.locator('.dg-comparison');
    await analyst.choose(condition.getByLabel(analyst.word('field'), { exact: true }), analyst.say('State', '状态'));
    await analyst.choose(condition.getByLabel(analyst.word('value'), { exact: true }), analyst.say('Paid', '已付款'));
    await page
      .locator('.dg-rule-words')
      .filter({ hasText: analyst.say('Paid', '已付款') })
      .waitFor();
    await sees(analyst, '"filter"', '"paid"');
    await analyst.lookAround('dataset-designer');

    const released = await publishes(analyst, 'dataset', 'transfers');
    expect(released.filter).toEqual({ '==': [{ var: 'status' }, 'paid'] });
    expect((released.fields as JsonObject).bankName).toEqual({ path: 'data.bankName' });
    // The next one begins without it.
    await backToTheFirstRelease();
  });

  isFitToBeSeen('dataset', 'transfers');
});

describe('the designer of templates', () => {
  it.each(working)('writes a message with values, sees it arrive, and publishes in %s on a %s', async (...setting) => {
    const analyst = await open(setting, 'template', 'returned');
    const { page } = analyst;
    const message = page.locator('.dg-message').first();
    const body = message.getByLabel(analyst.word('body'), { exact: true });
    const subject = message.getByLabel(analyst.word('subject'), { exact: true });
    const example = message.locator('.dg-message-example');
    const before = await body.inputValue();

    await subject.fill(`${setting[1]}: `);
    const customer = analyst.say('Customer', '客户');
    const values = message.getByRole('combobox', { name: analyst.word('insertValue') });
    await values.fill(customer);
    await page.locator('.ant-select-dropdown:visible').getByTitle(customer, { exact: true }).click();
    await expect.poll(() => subject.inputValue()).toBe(`${setting[1]}: {{data.customer}}`);
    await example.getByText(`${setting[1]}: ${customer}`).waitFor();

    // A value that there is not is a problem where it stands, and goes with one undo.
    await body.fill(`${before} {{nothing.there}} {{data.nothing}}`);
    await message.getByText('nothing.there').last().waitFor();
    await message.locator('.dg-bad').filter({ hasText: 'nothing' }).waitFor();
    await body.fill(`${before} {{#each`);
    await example.getByText(analyst.word('exampleBroken')).waitFor();
    await analyst.lookAround('template-broken');
    await undo(analyst);
    await expect.poll(() => body.inputValue()).toBe(before);
    await sees(analyst, 'data.customer');
    await analyst.lookAround('template-designer');

    const released = await publishes(analyst, 'template', 'returned');
    expect((released.subject as JsonObject)[setting[0]]).toBe(`${setting[1]}: {{data.customer}}`);
  });

  isFitToBeSeen('template', 'task-arrived');
});

describe('the designer of pages', () => {
  const written = '<b>As</b> it was typed';

  it.each(working)(
    'makes a page of blocks, publishes it and sees it in the portal in %s on a %s',
    async (...setting) => {
      const analyst = await open(setting, 'options', 'customer-levels');
      const { page } = analyst;
      const name = `desk-${setting[1]}`;
      if (analyst.phone) await analyst.button(analyst.word('definitions')).click();
      await analyst.button(analyst.word('newDefinition')).click();
      await page.getByRole('menuitem', { name: analyst.word('kind-page'), exact: true }).click();
      const question = page.getByRole('dialog').filter({ hasText: analyst.word('keyHelp') });
      await question.getByLabel(analyst.word('titleLabel')).fill('Desk');
      await question.getByLabel(analyst.word('keyLabel')).fill(name);
      await analyst.button(analyst.word('add'), { within: question }).click();
      await page.getByText(analyst.word('noBlocks')).waitFor();
      await analyst.lookAround('page-empty');

      for (const block of ['block-text', 'block-dashboard', 'block-view'] as const) {
        await analyst.button(analyst.word('addBlock')).click();
        await page.getByRole('menuitem', { name: analyst.word(block), exact: true }).click();
      }
      const blocks = page.locator('.dg-block');
      await expect.poll(() => blocks.count()).toBe(3);
      await blocks
        .nth(0)
        .getByLabel(analyst.word(`language-${analyst.locale}`))
        .fill(written);
      await analyst.choose(blocks.nth(2).getByRole('combobox').first(), analyst.say('Transfer', '转账'));
      await analyst.choose(blocks.nth(2).getByLabel(analyst.word('view')), analyst.say('Above 50,000', '超过 5 万元'));
      await moveUp(analyst, analyst.word('blockNumber', { type: analyst.word('block-view'), number: 3 }));
      await expect.poll(() => blocks.nth(1).getByLabel(analyst.word('view')).count()).toBe(1);
      await undo(analyst);
      await expect.poll(() => blocks.nth(2).getByLabel(analyst.word('view')).count()).toBe(1);
      await sees(analyst, '"large"');
      await analyst.lookAround('page-designer');

      const released = await publishes(analyst, 'page', name);
      expect(released.blocks).toEqual([
        { type: 'text', text: { en: 'Text', 'zh-CN': '文字', [analyst.locale]: written } },
        { type: 'dashboard', dashboard: 'transfer-overview' },
        { type: 'view', form: 'transfer', view: 'large' },
      ]);

      // In the portal it is in the menu, with its text as it was typed, its figures and its records.
      await analyst.goTo('/');
      if (analyst.phone) await analyst.button(analyst.t('shell', 'menu')).click();
      await page.locator(`a[href="/pages/${name}"]`).click();
      await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
      await page.getByText(written).waitFor();
      const figures = page.getByRole('region', { name: analyst.say('Transfer overview', '转账总览') });
      await figures.locator('canvas').first().waitFor();
      const list = page.getByRole('region', { name: analyst.say('Above 50,000', '超过 5 万元') }).first();
      await list.locator('a[href^="/forms/transfer/records/"]').first().waitFor();
      await analyst.lookAround('page');
      await list.getByRole('link', { name: analyst.t('list', 'whole') }).click();
      await page.waitForURL(/\/forms\/transfer\?view=large$/);
    },
  );

  it.each(looking)('is fit to be seen in %s on a %s', async (...setting) => {
    const analyst = await open(setting, 'page', 'desk-desktop');
    await analyst.lookAround('page-designer');
  });
});

describe('a designer of what was written by hand', () => {
  afterAll(backToTheFirstRelease);

  it('keeps what it cannot draw, says so, and leads to the JSON', async () => {
    const odd = { key: 'odd', title: 'Odd', colour: 'red' };
    await writesByHand('options', 'customer-levels', (json) => {
      json.items = [...(json.items as JsonObject[]), 'no choice', odd];
    });
    await writesByHand('roles', 'roles', (json) => {
      json.roles = ['no', 'roles'];
    });
    const analyst = await open(['en', 'desktop'], 'options', 'customer-levels');
    const { page } = analyst;
    await page.getByText(analyst.word('onlyInJson', { what: analyst.word('row', { number: 4 }) })).waitFor();
    const first = page.locator('.dg-choice').first();
    await first.locator('.dg-localised input').first().fill('Best');
    await analyst.button(analyst.word('addChoice')).click();
    await analyst.isSaved();
    await analyst.button(analyst.word('showJson')).click();
    for (const text of ['"Best"', '"no choice"', '"colour": "red"', '"option-6"']) await readsInJson(analyst, text);

    await analyst.goTo(`/studio/${PACK}/roles/roles`);
    await page.getByText(analyst.word('onlyInJson', { what: analyst.word('roles') })).waitFor();
    expect(await analyst.button(analyst.word('addRole')).count()).toBe(0);
    await analyst.button(analyst.word('showJson')).click();
    await readsInJson(analyst, '"no"');
    await analyst.lookAround('only-in-json');
  });
});
