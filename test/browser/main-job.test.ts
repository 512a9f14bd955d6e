import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openBrowser, screenshot, views } from '../support/browser.ts';
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts';

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuiltServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(server.url);
  await page.locator('input[name="tenant"]').fill('demo');
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="password"]').fill('Dougong-demo-1');
  await page.locator('input[name="password"]').press('Enter');
  await page.locator('.dg-page-header h1').waitFor();
}

describe('the main job', () => {
  it('goes from a request by the maker to its approval by finance, without a reload', async () => {
    const finance = await openBrowser(browser, views.desktop, 'zh-CN');
    await signIn(finance.page, 'finance');
    await finance.page.goto(`${server.url}/inbox`);
    await finance.page.locator('h1').first().waitFor();

    const maker = await openBrowser(browser, views.desktop, 'zh-CN');
    const { page } = maker;
    await signIn(page, 'maker');
    await page.goto(`${server.url}/forms/transfer/new`);
    await page.getByLabel('用途', { exact: false }).first().click();
    await page.keyboard.press('Enter');
    await page.getByLabel('客户', { exact: false }).first().fill('hfyfz');
    await page.locator('.ant-select-item-option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel('开户银行', { exact: false }).first().inputValue()).not.toBe('');
    await page.getByLabel('费用项目', { exact: false }).first().fill('钢材');
    await page.getByLabel('金额', { exact: false }).first().fill('1200.50');
    await page.getByRole('button', { name: '提交' }).click();
    await page.waitForURL(/\/(cases|forms\/transfer\/records)\//);
    await screenshot(page, 'maker-submitted');
    expect(maker.mishaps).toEqual([]);

    await finance.page.getByText('1,200.50').first().waitFor();
    await screenshot(finance.page, 'finance-arrived');
    await maker.context.close();
    await finance.context.close();
  });
});
