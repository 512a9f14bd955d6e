import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accessibilityFaults,
  launchBrowser,
  type Mishaps,
  openBrowser,
  screenshot,
  scrollsSideways,
  views,
} from '../support/browser.ts';
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

/** Who opens what; the heading is said in the language of the browser. */
const visits = [
  ['maker', '/', undefined],
  ['maker', '/forms/transfer', { en: 'Transfer', 'zh-CN': '转账' }],
  ['maker', '/forms/transfer/new', { en: 'Transfer', 'zh-CN': '转账' }],
  ['finance', '/inbox', { en: 'Inbox', 'zh-CN': '待办' }],
  ['analyst', '/studio', { en: 'Studio', 'zh-CN': '设计器' }],
  ['analyst', '/studio/transfer-control/form/transfer', { en: 'Transfer control', 'zh-CN': '转账管理' }],
  ['analyst', '/studio/transfer-control/workflow/transfer-approval', { en: 'Transfer control', 'zh-CN': '转账管理' }],
  ['admin', '/admin/people', { en: 'People', 'zh-CN': '人员' }],
  ['auditor', '/admin/audit', { en: 'Audit', 'zh-CN': '审计' }],
] as const;

describe.each(['en', 'zh-CN'] as const)('in %s', (locale) => {
  describe.each([views.desktop, views.phone])('at $width px', (view) => {
    it('every page opens under the security policy, is accessible and never scrolls sideways', async () => {
      const faults: string[] = [];
      let mishaps: Mishaps = [];
      let person: string | undefined;
      let page: Page | undefined;
      for (const [name, path, heading] of visits) {
        if (name !== person || !page) {
          await page?.context().close();
          ({ page, mishaps } = await openBrowser(browser, view, locale));
          await signIn(page, name);
          person = name;
        }
        await page.goto(server.url + path);
        const title = page.locator('h1').first();
        await title.waitFor();
        // Live events keep a connection open for ever, so there is no moment without network to wait for.
        await page.waitForTimeout(1200);
        if (heading) expect(await title.innerText()).toContain(heading[locale]);
        await screenshot(page, `${view.name}-${locale}-${name}-${path.replaceAll('/', '-').slice(1) || 'home'}`);
        faults.push(...(await accessibilityFaults(page)).map((fault) => `${path} ${fault}`));
        if (await scrollsSideways(page)) faults.push(`${path} scrolls sideways`);
        faults.push(...mishaps.splice(0).map((mishap) => `${path} ${mishap}`));
      }
      await page?.context().close();
      expect(faults).toEqual([]);
    });
  });
});

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
