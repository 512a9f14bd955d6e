// The analyst at his browser: finds things by what the studio says in his language, and is looked after at every stop.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';
import { shell as shellEn } from '../../designer/ui/texts/en/shell.ts';
import { studio as studioEn } from '../../designer/ui/texts/en/studio.ts';
import { shell as shellZh } from '../../designer/ui/texts/zh-CN/shell.ts';
import { studio as studioZh } from '../../designer/ui/texts/zh-CN/studio.ts';
import type { Locale } from '../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../server/auth/demo-access.ts';
import {
  accessibilityFaults,
  type Mishaps,
  openBrowser,
  screenshot,
  scrollsSideways,
  type View,
} from '../support/browser.ts';

const texts = { en: { ...studioEn, ...shellEn }, 'zh-CN': { ...studioZh, ...shellZh } };
type TextName = keyof (typeof texts)['en'];

export class Analyst {
  readonly page: Page;
  readonly #opened: { context: BrowserContext; mishaps: Mishaps };
  readonly #at: { url: string; view: View; locale: Locale };

  private constructor(
    opened: { context: BrowserContext; page: Page; mishaps: Mishaps },
    at: { url: string; view: View; locale: Locale },
  ) {
    this.page = opened.page;
    this.#opened = opened;
    this.#at = at;
  }

  static async signIn(browser: Browser, url: string, view: View, locale: Locale): Promise<Analyst> {
    const opened = await openBrowser(browser, view, locale);
    const answer = await opened.context.request.post(`${url}/api/session`, {
      data: { tenant: DEMO_TENANT, name: 'analyst', password: DEMO_PASSWORD },
      headers: { Origin: url },
    });
    expect(answer.status()).toBe(201);
    // What he saw last, when something else was expected.
    onTestFailed(() => screenshot(opened.page, `studio-failed-${view.name}-${locale}`));
    return new Analyst(opened, { url, view, locale });
  }

  get phone(): boolean {
    return this.#at.view.width < 600;
  }

  /** A text of the studio in the analyst's language. */
  t(name: TextName, values: { [name: string]: string | number } = {}): string {
    return texts[this.#at.locale][name].replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(values[key]));
  }

  /** One of two texts of a definition. */
  say(en: string, zh: string): string {
    return this.#at.locale === 'en' ? en : zh;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.#at.url + path);
    await this.page.locator('h1').first().waitFor();
  }

  /** The button with this name; not one that only begins like it. */
  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  /** Opens a definition of the pack that is open. */
  async turnTo(kind: 'form' | 'workflow' | 'dashboard', title: string): Promise<void> {
    if (this.phone) await this.button(this.t('definitions')).click();
    await this.page
      .locator('.dg-tree-kind')
      .filter({ has: this.page.getByRole('heading', { name: this.t(`kind-${kind}`), exact: true }) })
      .getByRole('button', { name: new RegExp(`^${title}( |$)`) })
      .click();
    const heading = this.page.getByRole('region', { name: this.t('editor') }).getByRole('heading', { level: 2 });
    await heading
      .filter({ hasText: this.t(`kind-${kind}`) })
      .filter({ hasText: title })
      .waitFor();
  }

  /** Chooses from an open list of the kit by what it says. */
  async choose(select: Locator, option: string): Promise<void> {
    await select.click();
    await this.page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  }

  async isSaved(): Promise<void> {
    await this.page
      .getByRole('status')
      .filter({ hasText: this.t('save-saved') })
      .waitFor();
  }

  /** The drawer or panel that is open under this title. */
  drawer(title: string): Locator {
    return this.page.getByRole('dialog').filter({ hasText: title });
  }

  async closeDrawer(title: string): Promise<void> {
    const drawer = this.drawer(title);
    await this.page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
  }

  /** Takes a picture and expects the page to be sound: no script error, no breach of the policy, nothing that axe finds serious. */
  async lookAround(what: string): Promise<void> {
    const name = `studio-${what}-${this.#at.view.name}-${this.#at.locale}`;
    await screenshot(this.page, name);
    expect(this.#opened.mishaps, name).toEqual([]);
    expect(await accessibilityFaults(this.page), name).toEqual([]);
    expect(await scrollsSideways(this.page), `${name} scrolls sideways`).toBe(false);
  }

  async leave(): Promise<void> {
    expect(this.#opened.mishaps).toEqual([]);
    await this.#opened.context.close();
  }
}
