// A person who approves at a real page while the database loses its primary: they click once, before anything is noticed, and
// must be told that it takes a while, lose nothing that they typed, and find the task done without another click.
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { CreatedRecord, Page as ListPage, TaskItem } from '../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../server/auth/demo-access.ts';
import { launchBrowser, openBrowser, views } from '../support/browser.ts';
import type { Client } from '../support/server.ts';
import { signIn, type Work } from './approvals.ts';

const NAME = 'finance2';
const OPINION = 'Approved while the primary was away';

export type Waiting = {
  /** What the page said meanwhile; empty if nothing. */
  said: string;
  /** Milliseconds from the click until the page showed that it is done. */
  after: number;
};

export class PageApprover {
  private readonly browser: Browser;
  private readonly page: Page;
  /** The same person's requests beside the page. */
  private readonly own: Client;
  private readonly work: Work;
  private readonly url: string;
  private ready: { case: string; task: string } | undefined;

  private constructor(browser: Browser, page: Page, own: Client, work: Work, url: string) {
    this.browser = browser;
    this.page = page;
    this.own = own;
    this.work = work;
    this.url = url;
  }

  static async open(url: string, work: Work): Promise<PageApprover> {
    const browser = await launchBrowser();
    const { page } = await openBrowser(browser, views.desktop, 'en');
    await page.goto(url);
    await page.locator('input[name="tenant"]').fill(DEMO_TENANT);
    await page.locator('input[name="name"]').fill(NAME);
    await page.locator('input[name="password"]').fill(DEMO_PASSWORD);
    await page.locator('input[name="password"]').press('Enter');
    await page.getByRole('navigation').first().waitFor();
    return new PageApprover(browser, page, await signIn(url, NAME), work, url);
  }

  /** Has a case to decide, opens its task and types an opinion. */
  async prepare(): Promise<void> {
    const { staff, data, ledger } = this.work;
    const mark = randomUUID();
    const key = randomUUID();
    const sent = await staff.maker.post<CreatedRecord>(
      '/forms/transfer/records',
      { data: { ...data, note: mark } },
      { 'Idempotency-Key': key },
    );
    if (sent.status !== 201 || !sent.body.case) throw new Error(`no case to decide: ${sent.status} ${sent.text}`);
    ledger.submits.set(mark, { key, case: sent.body.case, record: sent.body.record.id });
    const inbox = await this.own.get<ListPage<TaskItem>>('/tasks?box=todo&size=200');
    const task = inbox.body.items.find((each) => each.case === sent.body.case);
    if (!task) throw new Error(`the case has no task for ${NAME}`);
    this.ready = { case: sent.body.case, task: task.id };
    await this.page.goto(`${this.url}/tasks/${task.id}`);
    await this.page.getByRole('region', { name: 'Decision' }).getByRole('button', { name: 'Approve' }).click();
    await this.page.getByRole('dialog').getByRole('textbox').first().fill(OPINION);
  }

  /** Clicks, and touches nothing from then on. */
  async approve(): Promise<Waiting> {
    const { page, ready } = this;
    if (!ready) throw new Error('nothing has been prepared');
    const from = performance.now();
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/decisions'));
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    const key = (await sent).headers()['idempotency-key'] ?? '';
    const done = page.getByRole('dialog').waitFor({ state: 'hidden', timeout: 60_000 });
    const banner = page.locator('.dg-banner-trouble');
    const said = await Promise.race([
      banner.waitFor({ timeout: 60_000 }).then(() => banner.innerText()),
      done.then(() => ''),
    ]);
    await done;
    const after = performance.now() - from;
    this.work.ledger.decisions.push({ key, case: ready.case, task: ready.task, person: NAME });
    await page.goto(`${this.url}/cases/${ready.case}`);
    await page.getByText(OPINION).first().waitFor();
    this.ready = undefined;
    return { said, after };
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
