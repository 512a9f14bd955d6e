// The analyst at a browser: a person who knows their way about the studio.
import type { Browser, Locator } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';
import { designers as designersEn } from '../../designer/ui/texts/en/designers.ts';
import { shell as shellEn } from '../../designer/ui/texts/en/shell.ts';
import { studio as studioEn } from '../../designer/ui/texts/en/studio.ts';
import { designers as designersZh } from '../../designer/ui/texts/zh-CN/designers.ts';
import { shell as shellZh } from '../../designer/ui/texts/zh-CN/shell.ts';
import { studio as studioZh } from '../../designer/ui/texts/zh-CN/studio.ts';
import type { DefinitionKind, Locale } from '../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../server/auth/demo-access.ts';
import { openBrowser, screenshot, type View } from '../support/browser.ts';
import { Person } from './person.ts';

const texts = {
  en: { ...studioEn, ...shellEn, ...designersEn },
  'zh-CN': { ...studioZh, ...shellZh, ...designersZh },
};
type TextName = keyof (typeof texts)['en'];

export class Analyst extends Person {
  /** Signs in without the form, which others try. */
  static async arrive(browser: Browser, url: string, view: View, locale: Locale): Promise<Analyst> {
    const analyst = new Analyst(await openBrowser(browser, view, locale), url, 'analyst', locale, view);
    const answer = await analyst.context.request.post(`${url}/api/session`, {
      data: { tenant: DEMO_TENANT, name: 'analyst', password: DEMO_PASSWORD },
      headers: { Origin: url },
    });
    expect(answer.status()).toBe(201);
    // What the analyst saw last, when something else was expected.
    onTestFailed(() => screenshot(analyst.page, `studio-failed-${view.name}-${locale}`));
    return analyst;
  }

  /** A text of the studio in the analyst's language. */
  word(name: TextName, values: { [name: string]: string | number } = {}): string {
    return texts[this.locale][name].replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(values[key]));
  }

  /** Opens a definition of the pack that is open. */
  async turnTo(kind: DefinitionKind, title: string): Promise<void> {
    if (this.phone) await this.button(this.word('definitions')).click();
    await this.page
      .locator('.dg-tree-kind')
      .filter({ has: this.page.getByRole('heading', { name: this.word(`kind-${kind}`), exact: true }) })
      .getByRole('button', { name: new RegExp(`^${title}( |$)`) })
      .click();
    const heading = this.page.getByRole('region', { name: this.word('editor') }).getByRole('heading', { level: 2 });
    await heading
      .filter({ hasText: this.word(`kind-${kind}`) })
      .filter({ hasText: title })
      .waitFor();
  }

  /** Chooses from an open list of the kit by what it says. */
  async choose(select: Locator, option: string): Promise<void> {
    await select.click();
    await this.page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  }

  /** Chooses from a long list by typing what it says. */
  async find(select: Locator, option: string): Promise<void> {
    await select.click();
    await select.fill(option);
    await this.page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  }

  async isSaved(): Promise<void> {
    await this.page
      .getByRole('status')
      .filter({ hasText: this.word('save-saved') })
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

  /** Publishes in the panel that shows what will be different. */
  async publish(): Promise<void> {
    const panel = this.drawer(this.word('whatChanges'));
    await this.button(this.word('publishNow'), { within: panel }).click();
    await panel.waitFor({ state: 'hidden' });
  }

  override lookAround(what: string): Promise<void> {
    return super.lookAround(`studio-${what}`);
  }
}
