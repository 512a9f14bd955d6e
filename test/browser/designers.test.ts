// The designers of what stands around forms and workflows: options, roles, datasets, templates, pages. Each is used by an analyst in one
// language at a desk and in the other at a phone, and is looked at in all four ways.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DefinitionKind, JsonObject } from '../../engine/index.ts';
import { launchBrowser, views } from '../support/browser.ts';
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts';
import { Analyst } from './analyst.ts';

const PACK = 'transfer-control';
let server: BuiltServer;
let browser: Browser;
const analysts = new Map<string, Promise<Analyst>>();

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuiltServer(), launchBrowser()]);
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

/** Everybody keeps his browser open. */
async function arrive([locale, size]: Setting): Promise<Analyst> {
  const name = `${locale} ${size}`;
  const analyst = analysts.get(name) ?? Analyst.arrive(browser, server.url, views[size], locale);
  analysts.set(name, analyst);
  return analyst;
}

async function open(setting: Setting, kind: DefinitionKind, key: string): Promise<Analyst> {
  const analyst = await arrive(setting);
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

/** Moves a row up by the keyboard, as somebody does who listens to what is said. */
async function moveUp(analyst: Analyst, name: string): Promise<void> {
  const { page } = analyst;
  const said = page.locator('[aria-live="assertive"]');
  await analyst.button(analyst.word('moveField', { name })).focus();
  await page.keyboard.press('Space');
  await said.filter({ hasText: analyst.word('dragOver', { name, over: name }) }).waitFor();
  await page.keyboard.press('ArrowUp');
  await said.filter({ hasNotText: analyst.word('dragOver', { name, over: name }) }).waitFor();
  await page.keyboard.press('Space');
}

/** Looks at the definition as JSON, and back at the drawing. */
async function sees(analyst: Analyst, ...texts: string[]): Promise<void> {
  const { page } = analyst;
  await page.getByText(analyst.word('json'), { exact: true }).click();
  for (const text of texts) await page.locator('.cm-content').filter({ hasText: text }).waitFor();
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
    await analyst.lookAround('options-in-use');
    await analyst.button(analyst.word('retireInstead'), { within: question }).click();
    await expect.poll(() => other.getByRole('switch').isChecked()).toBe(true);
    await undo(analyst);
    await expect.poll(() => other.getByRole('switch').isChecked()).toBe(false);

    // Many from a sheet: what is taken and what is not is said before.
    const [tax, fee] = [`tax-${setting[1]}`, `fee-${setting[1]}`];
    await analyst.button(analyst.word('pasteChoices')).click();
    const panel = analyst.drawer(analyst.word('pasteHelp'));
    await panel
      .getByLabel(analyst.word('pasteHere'))
      .fill(`${tax}\t税款\tTax\n${fee}\t手续费\tFee\n坏\t坏\tBad\nrent\t房租\tRent`);
    await panel.getByText(analyst.word('pasteSummary', { taken: 3, same: 0, refused: 1 })).waitFor();
    await panel.getByText(analyst.word('refused-bad-value')).waitFor();
    await analyst.lookAround('options-pasted');
    await analyst.button(analyst.word('take_other', { count: 3 }), { within: panel }).click();
    await expect.poll(keys).toEqual([...before, tax, fee]);
    await sees(analyst, tax, '房租');
    await analyst.lookAround('options-designer');

    const released = await publishes(analyst, 'options', 'transfer-purposes');
    expect(released.items).toContainEqual({ key: fee, title: { en: 'Fee', 'zh-CN': '手续费' } });
    expect(released.items).toContainEqual({ key: 'rent', title: { en: 'Rent', 'zh-CN': '房租' } });
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
    await analyst.choose(added.getByRole('combobox'), analyst.word('permission-audit'));
    await page.keyboard.press('Escape');
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
    await analyst.lookAround('roles-in-use');
    await analyst.button(analyst.word('renameAnyway'), { within: question }).click();
    await expect.poll(keys).toContain('chief');
    await analyst.turnTo('workflow', analyst.say('Transfer approval', '转账审批'));
    await page.getByText(analyst.word('json'), { exact: true }).click();
    await page.locator('.cm-content').filter({ hasText: '"chief"' }).waitFor();
    await undo(analyst);
    await analyst.turnTo('roles', analyst.say('Roles', '角色'));
    await expect.poll(keys).toEqual([...before, name]);
    await sees(analyst, '"audit"');
    await analyst.lookAround('roles-designer');

    const released = await publishes(analyst, 'roles', 'roles');
    expect((released.roles as JsonObject)[name]).toMatchObject({ permissions: ['audit'] });
  });

  isFitToBeSeen('roles', 'roles');
});
