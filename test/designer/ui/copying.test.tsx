// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { IssuedPasswordDialog } from '../../../designer/admin/IssuedPasswordDialog.tsx';
import { addTexts, startTexts, switchLocale } from '../../../designer/ui/i18n.ts';
import { RecoveryCodes } from '../../../designer/ui/second-factor/RecoveryCodes.tsx';
import { admin as en } from '../../../designer/ui/texts/en/admin.ts';
import { admin as zhCN } from '../../../designer/ui/texts/zh-CN/admin.ts';
import type { PersonView } from '../../../engine/index.ts';
import '../../support/patience.ts';

const person = { id: 'p1', name: 'xiaoli', title: '李晓' } as PersonView;
const copied: [string, ReactElement, string][] = [
  [
    'recovery codes',
    <RecoveryCodes
      key="codes"
      codes={['ab12-cd34', 'ef56-gh78']}
      name="xiaoli"
      tenant="demo"
      onKept={() => undefined}
    />,
    'ab12-cd34\nef56-gh78',
  ],
  [
    'an issued password',
    <IssuedPasswordDialog key="password" issued={{ person, password: 'Kept-4-once' }} onClose={() => undefined} />,
    'Kept-4-once',
  ],
];
const refusing = { writeText: () => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError')) };
const plain = (text: string) => text.replace(/\s/g, '');

/** A person before a page whose browser copies so. */
async function pressCopy(page: ReactElement, clipboard: object | undefined, name: string | RegExp): Promise<void> {
  const user = userEvent.setup({ writeToClipboard: false });
  vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: clipboard } }));
  render(<App>{page}</App>);
  await user.click(await screen.findByRole('button', { name }));
}

startTexts('en');
await import('../../../designer/ui/second-factor/second-factor-texts.ts');
addTexts('admin', { en, 'zh-CN': zhCN });
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await switchLocale('en');
});

describe.each(copied)('copying %s', (_what, page, text) => {
  it('says that it is done', async () => {
    const writeText = vi.fn(async () => undefined);
    await pressCopy(page, { writeText }, 'Copy');
    expect(writeText).toHaveBeenCalledWith(text);
    expect(screen.getByRole('status').textContent).toBe('Copied');
  });

  it.each([
    ['refuses', refusing],
    ['has no clipboard for pages like this', undefined],
  ])('says so and selects it where the browser %s', async (_how, clipboard) => {
    await pressCopy(page, clipboard, 'Copy');
    expect(screen.getByRole('status').textContent).toBe('It could not be copied. It is selected now: copy it by hand.');
    expect(plain(String(getSelection()))).toBe(plain(text));
  });

  it('says so in Chinese', async () => {
    await switchLocale('zh-CN');
    await pressCopy(page, refusing, /^复\s?制$/);
    expect(screen.getByRole('status').textContent).toBe('未能复制。内容已选中，请手动复制。');
  });
});

it('an issued password is only handed over: no other button closes it', () => {
  render(<IssuedPasswordDialog issued={{ person, password: 'Kept-4-once' }} onClose={() => undefined} />);
  const buttons = screen.getAllByRole('button', { hidden: true }).map(({ textContent }) => textContent);
  expect(buttons).toEqual(['Copy', 'I have handed it over']);
});
