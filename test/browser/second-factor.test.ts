// The second step of the sign-in, as people meet it: set up freely on the own page or because a role asks for it, asked for at
// the next sign-in, removed by an administrator.
import { TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../engine/index.ts';
import { DEMO_PASSWORD } from '../../server/auth/demo-access.ts';
import { launchBrowser, type View, views } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../support/small-pack.ts';
import { embeddedDatabase } from '../support/stores.ts';
import { Person } from './person.ts';

// Both ways together are seen in both languages at both widths.
const asked = [
  { locale: 'zh-CN', view: views.phone },
  { locale: 'en', view: views.desktop },
] as const;
const free = [
  { locale: 'en', view: views.phone },
  { locale: 'zh-CN', view: views.desktop },
] as const;

describe('two-step sign-in', () => {
  let browser: Browser;
  let folder: PackFolder;
  let server: TestServer;

  beforeAll(async () => {
    const pack = smallPack();
    const { roles } = pack['notes/roles/notes-roles.json'] as { roles: { [role: string]: object } };
    roles.auditor = { ...roles.auditor, mfa: 'required' };
    // Who resets the second factor of a person holds what that person may do.
    roles.admin = { ...roles.admin, permissions: ['people', 'operations', 'audit'] };
    folder = await packFolder(pack);
    server = await startServer({ store: await embeddedDatabase(), packs: folder.path });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await folder?.remove();
  });

  it.each(asked)(
    'is the first thing that a role asks for, and is asked for ever after ($locale, $view.name)',
    async ({ locale, view }) => {
      const person = await Person.signIn(browser, server.url, 'auditor', locale, view);
      await person.page.getByRole('heading', { name: person.t('secondFactor', 'forcedTitle') }).waitFor();
      await person.lookAround('second-factor-asked-for');
      const { secret, codes } = await setUp(person, 'second-factor');
      await person.page.getByRole('heading', { level: 1 }).waitFor();
      expect(codes).toHaveLength(10);
      await person.leave();
      await signInWith(locale, view, codes[0] ?? '', secret);
      await reset(locale, view, 'auditor');
    },
  );

  it.each(free)('is set up and switched off on the own page ($locale, $view.name)', async ({ locale, view }) => {
    const person = await Person.signIn(browser, server.url, 'finance', locale, view);
    await person.goTo('/profile');
    await person.button(person.t('secondFactor', 'setUp')).click();
    const { codes } = await setUp(person, 'second-factor-own');
    const off = person.button(person.t('secondFactor', 'switchOff'));
    await off.waitFor();
    await person.lookAround('second-factor-on');
    await off.click();
    await person.page.locator('form:has([name="otp"]) [name="password"]').fill(DEMO_PASSWORD);
    await person.page.locator('[name="otp"]').fill(codes[1] ?? '');
    await person.lookAround('second-factor-off');
    await person.page.locator('[name="otp"]').press('Enter');
    await person.button(person.t('secondFactor', 'setUp')).waitFor();
    await person.leave();
  });

  /** Goes through the three steps that stand on the page. */
  async function setUp(person: Person, pictures?: string): Promise<{ secret: string; codes: string[] }> {
    const { page } = person;
    const proof = page.locator('form').filter({ has: person.button(person.t('secondFactor', 'continue')) });
    await proof.locator('[name="password"]').fill('not the password');
    await proof.locator('[name="password"]').press('Enter');
    await page.getByRole('alert').waitFor();
    await proof.locator('[name="password"]').fill(DEMO_PASSWORD);
    await proof.locator('[name="password"]').press('Enter');
    const secret = ((await page.locator('.dg-otp-secret').textContent()) ?? '').replaceAll(' ', '');
    if (pictures) await person.lookAround(`${pictures}-scan`);
    await page.locator('[name="otp"]').fill('12');
    await page.locator('[name="otp"]').press('Enter');
    await page.getByText(person.t('secondFactor', 'fillOtp')).waitFor();
    await page.locator('[name="otp"]').fill(new TOTP({ secret }).generate());
    await page.locator('[name="otp"]').press('Enter');
    await page.getByRole('heading', { name: person.t('secondFactor', 'codesTitle') }).waitFor();
    const codes = await page.locator('.dg-recovery code').allTextContents();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
    });
    await person.button(person.t('shell', 'copy')).click();
    await page
      .getByRole('status')
      .filter({ hasText: person.t('shell', 'copyFailed') })
      .waitFor();
    expect((await page.evaluate(() => String(getSelection()))).split(/\s+/)).toEqual(codes);
    if (pictures) await person.lookAround(`${pictures}-codes`);
    await person.button(person.t('secondFactor', 'codesKept')).click();
    return { secret, codes };
  }

  /** The password alone leads to the second step; a wrong code stays there, a recovery code opens. */
  async function signInWith(locale: Locale, view: View, code: string, secret: string): Promise<void> {
    const person = await Person.open(browser, server.url, 'auditor', locale, view);
    const { page } = person;
    await page.locator('input[name="tenant"]').fill('demo');
    await page.locator('input[name="name"]').fill('auditor');
    await page.locator('input[name="password"]').fill(DEMO_PASSWORD);
    await page.locator('input[name="password"]').press('Enter');
    await page.locator('[name="otp"]').waitFor();
    await person.lookAround('second-factor-sign-in');
    // Used when it was confirmed: what an onlooker has seen opens nothing.
    await page.locator('[name="otp"]').fill(secret.slice(0, 6));
    await page.locator('[name="otp"]').press('Enter');
    await page.getByRole('alert').waitFor();
    await page.locator('[name="otp"]').fill(code);
    await page.locator('[name="otp"]').press('Enter');
    await page.getByRole('navigation').first().waitFor();
    await person.leave();
  }

  async function edit(person: Person, name: string): Promise<void> {
    const button = person.page.getByRole('button');
    const row = person.page.locator('main').locator('tr, li').filter({ hasText: name, has: button }).first();
    await row.getByRole('button').first().click();
  }

  async function reset(locale: Locale, view: View, name: string): Promise<void> {
    const person = await Person.signIn(browser, server.url, 'admin', locale, view);
    await person.goTo('/admin/people');
    await edit(person, 'admin');
    await person.page.getByText(person.t('admin', 'ownSignIn', { page: person.t('shell', 'profile') })).waitFor();
    expect(await person.button(person.t('admin', 'resetPassword')).count()).toBe(0);
    await person.lookAround('sign-in-of-oneself');
    await person.button(person.t('shell', 'cancel')).click();
    await edit(person, name);
    await person.button(person.t('admin', 'secondFactorReset')).click();
    const ask = person.page.getByRole('tooltip');
    await ask.waitFor();
    await person.lookAround('second-factor-reset');
    await person.button(person.t('admin', 'secondFactorReset'), { within: ask }).click();
    await ask.waitFor({ state: 'hidden' });
    await person.leave();
  }
});
