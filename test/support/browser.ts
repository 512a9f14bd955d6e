import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export type View = { name: string; width: number; height: number };
export const views = {
  desktop: { name: 'desktop', width: 1440, height: 900 },
  phone: { name: 'phone', width: 360, height: 740 },
} as const satisfies Record<string, View>;

const pictures = fileURLToPath(new URL('../browser/screenshots', import.meta.url));

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What went wrong in a page while a person used it: script errors and breaches of the content security policy. */
export type Mishaps = string[];

/** One person's browser: own cookies, a language, a size. Mishaps are collected as they happen. */
export async function openBrowser(
  browser: Browser,
  view: View,
  locale: 'en' | 'zh-CN',
): Promise<{ context: BrowserContext; page: Page; mishaps: Mishaps }> {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    locale,
    timezoneId: 'Asia/Shanghai',
    hasTouch: view.width < 600,
    isMobile: view.width < 600,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const mishaps: Mishaps = [];
  page.on('pageerror', (error) => mishaps.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) mishaps.push(`csp: ${message.text()}`);
  });
  return { context, page, mishaps };
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** Serious and critical findings of axe, a line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // A page with frames is judged frame by frame, which opens another page for the sum; ours have none.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(page.frames().length === 1)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

/** True when the page can be scrolled sideways, which no page may at any width. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
}
