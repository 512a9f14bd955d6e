import { describe, expect, it } from 'vitest';
import { read, sourceFiles } from './sources.ts';

const shapeless = /(^|[-/])(utils?|helpers?|common|misc|managers?|services?)(\.|\/)/i;

describe('source files', () => {
  it.each(sourceFiles())('%s holds one idea', (file) => {
    // An index is a list, and as long as what it lists.
    if (!file.endsWith('/index.ts')) expect(read(file).split('\n').length).toBeLessThanOrEqual(350);
    expect(file).not.toMatch(shapeless);
  });

  it.each(sourceFiles().filter((file) => file.endsWith('/index.ts')))('%s only lists', (file) => {
    expect(read(file)).not.toMatch(/export \*(?! from '\.\/wire)|^export default/m);
  });
});
