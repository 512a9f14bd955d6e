// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FormSections } from '../../../designer/render/form/FormSections.tsx';
import { type Scene, SceneContext } from '../../../designer/render/form/scene.ts';
import type { Section } from '../../../engine/index.ts';

afterEach(cleanup);

function draw(section: Section) {
  const scene = { form: { layout: [section] }, locale: 'en' } as unknown as Scene;
  const { container } = render(
    <SceneContext value={scene}>
      <FormSections drawn={new Map([['note', <input key="note" aria-label="Note" />]])} />
    </SceneContext>,
  );
  return container;
}

describe('a form', () => {
  it.each([1, 2, 3, 4] as const)('a section has its title, its help and as many columns as it says: %i', (columns) => {
    const container = draw({ title: 'Basics', help: 'What it is about', columns, collapse: 'never', fields: ['note'] });
    expect(screen.getByRole('heading', { name: 'Basics' })).toBeDefined();
    expect(screen.getByText('What it is about')).toBeDefined();
    expect(container.querySelector('.dg-section-grid')?.className).toContain(`dg-columns-${columns}`);
  });

  it.each([
    ['never', undefined],
    ['open', true],
    ['closed', false],
  ] as const)('a section that folds is open or closed at first as it says: %s', (collapse, open) => {
    const container = draw({ title: 'Basics', columns: 1, collapse, fields: ['note'] });
    expect(container.querySelector('details')?.open).toBe(open);
  });
});
