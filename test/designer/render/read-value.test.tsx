// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ReadValue } from '../../../designer/render/controls/ReadValue.tsx';
import { momentOf, type Scene, SceneContext } from '../../../designer/render/form/scene.ts';
import { startTexts } from '../../../designer/ui/i18n.ts';
import type { Field, Json, Locale } from '../../../engine/index.ts';
import { contextOf, formWith } from '../../engine/forms/sample.ts';

afterEach(cleanup);

const form = formWith({
  urgent: { type: 'boolean', title: 'Urgent' },
  note: { type: 'text', title: 'Note' },
});

function read(name: string, value: Json | undefined, locale: Locale): string | null {
  startTexts(locale);
  const scene = {
    form,
    mode: 'read',
    ...momentOf(contextOf(form)),
    locale,
    options: () => undefined,
  } as unknown as Scene;
  render(
    <SceneContext.Provider value={scene}>
      <ReadValue field={form.fields[name] as Field} value={value} id="it" />
    </SceneContext.Provider>,
  );
  return screen.getByRole('status').textContent;
}

it.each<[Json | undefined, Locale, string]>([
  [false, 'zh-CN', '否'],
  [undefined, 'zh-CN', '否'],
  [true, 'zh-CN', '是'],
  [false, 'en', 'No'],
  [undefined, 'en', 'No'],
])('users F29: a box of %s reads in %s as %s, as it did on the form', (value, locale, text) => {
  expect(read('urgent', value, locale)).toBe(text);
});

it('users F29: what was left empty reads as a dash', () => {
  expect(read('note', undefined, 'en')).toContain('—');
});
