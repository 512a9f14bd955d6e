import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, read } from './sources.ts';

/** Classes that a sheet styles wherever they stand: `.a { … }`, `.a:hover { … }`, not `.b .a { … }` nor `.a:has(.b) { … }`. */
function ownClasses(sheet: string): Set<string> {
  const found = new Set<string>();
  const rules = read(sheet).replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, selectors = ''] of rules.matchAll(/([^{};]+)\{/g)) {
    for (const selector of selectors.split(',')) {
      const [, name] = /^\s*(\.dg-[\w-]+)(?:::?(?!has\()[\w-]+(?:\([^)]*\))?|\[[^\]]*\])*\s*$/.exec(selector) ?? [];
      if (name) found.add(name);
    }
  }
  return found;
}

describe('style sheets', () => {
  // A sheet that is loaded with one page stays loaded on the next: two meanings of one name spoil the page that came first.
  it('give each class one meaning: no two folders style the same one', () => {
    const homes = new Map<string, Set<string>>();
    for (const sheet of filesIn('designer', '.css'))
      for (const name of ownClasses(sheet)) homes.set(name, (homes.get(name) ?? new Set()).add(dirname(sheet)));
    const shared = [...homes].filter(([, folders]) => folders.size > 1).map(([name, folders]) => [name, [...folders]]);
    expect(homes.size).toBeGreaterThan(100);
    expect(shared).toEqual([]);
  });
});
