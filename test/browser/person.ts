// One person at a browser: signs in, finds things by what the screen says in their language, and is looked after at every stop.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { admin as adminEn } from '../../designer/ui/texts/en/admin.ts';
import * as portalEn from '../../designer/ui/texts/en/portal.ts';
import { secondFactor as secondFactorEn } from '../../designer/ui/texts/en/second-factor.ts';
import { admin as adminZh } from '../../designer/ui/texts/zh-CN/admin.ts';
import * as portalZh from '../../designer/ui/texts/zh-CN/portal.ts';
import { secondFactor as secondFactorZh } from '../../designer/ui/texts/zh-CN/second-factor.ts';
import { decisionOf, type Locale, localise } from '../../engine/index.ts';
import { DEMO_PASSWORD } from '../../server/auth/demo-access.ts';
import {
  accessibilityFaults,
  type Mishaps,
  openBrowser,
  screenshot,
  scrollsSideways,
  type View,
} from '../support/browser.ts';

const texts = {
  en: { ...portalEn, admin: adminEn, secondFactor: secondFactorEn },
  'zh-CN': { ...portalZh, admin: adminZh, secondFactor: secondFactorZh },
};
export type Area = keyof (typeof texts)['en'];

export class Person {
  readonly page: Page;
  readonly locale: Locale;
  readonly view: View;
  protected readonly context: BrowserContext;
  private readonly mishaps: Mishaps;
  private readonly url: string;
  private readonly name: string;

  protected constructor(
    opened: { context: BrowserContext; page: Page; mishaps: Mishaps },
    url: string,
    name: string,
    locale: Locale,
    view: View,
  ) {
    this.page = opened.page;
    this.context = opened.context;
    this.mishaps = opened.mishaps;
    this.url = url;
    this.name = name;
    this.locale = locale;
    this.view = view;
  }

  /** Opens a browser of the person's own at the first page. */
  static async open(browser: Browser, url: string, name: string, locale: Locale, view: View): Promise<Person> {
    const person = new Person(await openBrowser(browser, view, locale), url, name, locale, view);
    await person.page.goto(url);
    return person;
  }

  /** Opens a browser of the person's own and signs in. */
  static async signIn(
    browser: Browser,
    url: string,
    name: string,
    locale: Locale,
    view: View,
    password = DEMO_PASSWORD,
  ): Promise<Person> {
    const person = await Person.open(browser, url, name, locale, view);
    const { page } = person;
    await page.locator('input[name="tenant"]').fill('demo');
    await page.locator('input[name="name"]').fill(name);
    await page.locator('input[name="password"]').fill(password);
    const [answer] = await Promise.all([
      page.waitForResponse(
        (response) => response.url().endsWith('/api/session') && response.request().method() === 'POST',
      ),
      page.locator('input[name="password"]').press('Enter'),
    ]);
    expect(answer.ok(), `${name} signs in`).toBe(true);
    await page.locator('input[name="tenant"]').waitFor({ state: 'detached' });
    await page.locator('h1').first().waitFor();
    return person;
  }

  get phone(): boolean {
    return this.view.width < 600;
  }

  /** A text of the screens in the person's language. */
  t<A extends Area>(
    area: A,
    key: keyof (typeof texts)['en'][A] & string,
    values: Record<string, unknown> = {},
  ): string {
    const text = (texts[this.locale][area] as Record<string, string>)[key] ?? key;
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  }

  /** The button of a decision. */
  decision(decision: string): string {
    return localise(decisionOf(decision)?.title ?? decision, this.locale);
  }

  /** One of two texts of a definition. */
  say(en: string, zh: string): string {
    return this.locale === 'en' ? en : zh;
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.page.locator('h1').first().waitFor();
  }

  button(name: string, { within }: { within?: Locator } = {}): Locator {
    return (within ?? this.page).getByRole('button', { name, exact: true });
  }

  /** The input that has this label; of several, the first. */
  input(label: string): Locator {
    return this.page.getByLabel(label).first();
  }

  /** Answers a request as the person's own page would send it. */
  async api<T = unknown>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    return this.page.evaluate(
      async ([verb, address, sent]) => {
        const session = await (await fetch('/api/session')).json();
        const answer = await fetch(`/api${address}`, {
          method: verb as string,
          headers: {
            'Content-Type': 'application/json',
            'X-CSRF-Token': session.csrf,
            'Idempotency-Key': crypto.randomUUID(),
          },
          ...(sent !== undefined && { body: JSON.stringify(sent) }),
        });
        const text = await answer.text();
        return { status: answer.status, body: text ? JSON.parse(text) : undefined };
      },
      [method, path, body] as const,
    ) as Promise<{ status: number; body: T }>;
  }

  /** Sends a file as a page would; answers what a field of files keeps of it. */
  async upload(path: string, name: string, content: string): Promise<unknown> {
    return this.page.evaluate(
      async ([address, fileName, text]) => {
        const session = await (await fetch('/api/session')).json();
        const form = new FormData();
        form.set('file', new File([text as string], fileName as string, { type: 'application/pdf' }));
        const headers = { 'X-CSRF-Token': session.csrf };
        return (await fetch(`/api${address}`, { method: 'POST', headers, body: form })).json();
      },
      [path, name, content] as const,
    );
  }

  /**
   * Expects the page to be sound: no script error, no breach of the policy, nothing that axe finds serious, nothing beside the
   * edge. Takes a picture where it is not, and of every page with `PICTURES=1`.
   */
  async lookAround(what: string): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    const faults = await accessibilityFaults(this.page);
    const sideways = await scrollsSideways(this.page);
    if (process.env.PICTURES || sideways || faults.length > 0 || this.mishaps.length > 0)
      await screenshot(this.page, `${what}-${this.view.name}-${this.locale}`);
    expect(this.mishaps, what).toEqual([]);
    expect(faults, what).toEqual([]);
    expect(sideways, `${what} scrolls sideways`).toBe(false);
  }

  async leave(): Promise<void> {
    expect(this.mishaps, this.name).toEqual([]);
    await this.context.close();
  }
}
