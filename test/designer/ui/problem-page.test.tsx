// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { clientProblem, ProblemError } from '../../../designer/api/problem.ts';
import { startTexts, switchLocale } from '../../../designer/ui/i18n.ts';
import { ProblemPage } from '../../../designer/ui/ProblemPage.tsx';
import type { Locale } from '../../../engine/index.ts';

afterEach(cleanup);

function refused(status: number, detail: string): ProblemError {
  return new ProblemError({ ...clientProblem('client/unreadable', status, detail).problem, code: 'refused' });
}

async function open(error: unknown, locale: Locale): Promise<void> {
  startTexts(locale);
  await switchLocale(locale);
  render(<ProblemPage error={error} />, { wrapper: MemoryRouter });
}

const PAGES: [Locale, number, string, string][] = [
  ['en', 403, 'You may not read transfers', 'You may not open this page'],
  ['zh-CN', 403, '您无权查看转账', '您无权打开此页面'],
  ['en', 500, 'The server failed', 'This page could not be loaded'],
  ['zh-CN', 500, '服务器出错', '此页面无法加载'],
];

describe('a page that cannot be shown', () => {
  it.each(PAGES)('has a heading, names the tab and says why (%s, %i)', async (locale, status, detail, title) => {
    await open(refused(status, detail), locale);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
    expect(document.title.startsWith(title)).toBe(true);
    expect(screen.getByRole('alert').textContent).toContain(detail);
  });

  it('names the tab too where there is nothing', async () => {
    await open(refused(404, ''), 'en');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('This page does not exist');
    expect(document.title).toMatch(/^This page does not exist/);
  });
});
