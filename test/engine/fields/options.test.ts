import { describe, expect, it } from 'vitest';
import { checkValue, optionOf, parseField, parseOptions } from '../../../engine/fields/index.ts';

const industries = {
  kind: 'options',
  key: 'industries',
  title: { en: 'Industries', 'zh-CN': '行业' },
  items: [
    { key: 'A', title: { en: 'Agriculture', 'zh-CN': '农业' } },
    { key: 'A01', title: { en: 'Farming', 'zh-CN': '种植' }, parent: 'A' },
    { key: 'A02', title: { en: 'Forestry', 'zh-CN': '林业' }, parent: 'A', retired: true },
  ],
};
const parsed = parseOptions(industries);
const set = parsed.ok ? parsed.value : undefined;

describe('an option set', () => {
  it('parses and is looked up by key', () => {
    expect(set && optionOf(set, 'A01')?.title).toEqual({ en: 'Farming', 'zh-CN': '种植' });
    expect(set && optionOf(set, 'constructor')).toBeUndefined();
  });

  it.each([
    [{ items: [] }, 'definition/range', '/items'],
    [{ items: [{ key: 'a' }] }, 'definition/required', '/items/0'],
    [{ items: [{ key: 'a', title: 'A', retird: true }] }, 'definition/unknown-key', '/items/0/retird'],
    [{ items: [{ key: 'a', title: { fr: 'A' } }] }, 'definition/unknown-key', '/items/0/title/fr'],
    [{ items: [{ key: 'a', title: 'A', parent: 'a' }] }, 'field/option-circle', '/items/0/parent'],
    [{ kind: 'option' }, 'definition/value', '/kind'],
  ])('with %j is refused with %s at %s', (change, code, path) => {
    const broken = parseOptions({ ...industries, ...change });
    expect(broken.ok ? [] : broken.issues.map((found) => [found.code, found.path])).toEqual([[code, path]]);
  });

  it('may grow and retire after the form was published: what is now counts', () => {
    const field = parseField({ type: 'choice', options: 'industries' }, '/fields/x', {
      options: () => set,
      form: () => undefined,
    });
    if (!field.ok || !set) throw new Error('the field did not parse');
    const now = {
      ...set,
      items: [...set.items.map((item) => ({ ...item, retired: true })), { key: 'B', title: 'Mining' }],
    };
    const codes = (value: string, options?: () => typeof now, kept?: () => boolean) =>
      checkValue(field.value, value, {
        today: '2026-11-24',
        ...(options ? { options } : {}),
        ...(kept ? { kept } : {}),
      }).map(({ code }) => code);
    expect(codes('A01')).toEqual([]);
    expect(codes('A01', () => now)).toEqual(['field/option-retired']);
    expect(
      codes(
        'A01',
        () => now,
        () => true,
      ),
    ).toEqual([]);
    expect(codes('B')).toEqual(['field/not-an-option']);
    expect(codes('B', () => now)).toEqual([]);
  });
});
