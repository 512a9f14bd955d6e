// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstLocale, startTexts, switchLocale } from '../../../designer/ui/i18n.ts';
import { forgetKept, keep, kept } from '../../../designer/ui/kept.ts';
import { SignInForm } from '../../../designer/ui/SignInForm.tsx';

beforeEach(() => {
  startTexts('en');
  vi.stubGlobal('fetch', async () => Response.json({ actor: { id: 'maker' } }, { status: 201 }));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
});

/** A device on which nothing may be stored, or whose room is used up. */
function storesNothing(): void {
  for (const method of ['getItem', 'setItem', 'removeItem'] as const)
    vi.spyOn(Storage.prototype, method).mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
}

async function signIn(): Promise<unknown[]> {
  const sessions: unknown[] = [];
  render(<SignInForm onSignedIn={(session) => sessions.push(session)} />);
  const organisation = screen.getByLabelText<HTMLInputElement>(/Organisation/);
  if (organisation.value === '') await userEvent.type(organisation, 'demo');
  await userEvent.type(screen.getByLabelText('Name'), 'maker');
  await userEvent.type(screen.getByLabelText('Password'), 'Dougong-demo-1');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await expect.poll(() => sessions).toHaveLength(1);
  cleanup();
  return sessions;
}

describe('a device', () => {
  it('knows the organisation and the language again, also after signing out', async () => {
    await signIn();
    await switchLocale('zh-CN');
    keep('draft', { words: 'typed' });
    forgetKept();
    expect([firstLocale(), kept('draft')]).toEqual(['zh-CN', undefined]);
    await switchLocale('en');
    render(<SignInForm onSignedIn={() => undefined} />);
    expect(screen.getByLabelText<HTMLInputElement>(/Organisation/).value).toBe('demo');
  });

  it('that stores nothing lets a person sign in, change the language and sign out all the same', async () => {
    storesNothing();
    expect(await signIn()).toEqual([{ actor: { id: 'maker' } }]);
    await switchLocale('zh-CN');
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(firstLocale()).toBe('en');
    expect(forgetKept).not.toThrow();
    await switchLocale('en');
  });
});
