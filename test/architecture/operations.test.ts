import { describe, expect, it } from 'vitest';
import { codeOf, filesIn } from './sources.ts';

/** Names of what a file gives away that can be called: functions, classes, and constants that hold a function. */
function callables(code: string): string[] {
  const declared = /^export\s+(?:default\s+)?(?:async\s+)?(?:function\*?|class)\s+(\w+)/gm;
  const held = /^export\s+(?:const|let)\s+(\w+)[^=]*=\s*(?:async\s*)?(?:\([^;]*?\)[^;{]*=>|\w+\s*=>|function\b)/gm;
  return [...code.matchAll(declared), ...code.matchAll(held)].map(([, name]) => name ?? '');
}

const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('operations', () => {
  const files = filesIn('server/operations', '.ts');

  it('tell several callables of a file apart from types and values', () => {
    const code =
      'export type A = 1;\nexport const MOST = 3;\nexport async function one() {}\nexport const two = (a: B) => a;\n';
    expect(callables(code)).toEqual(['one', 'two']);
    expect(files.length).toBeGreaterThan(80);
  });

  it.each(files)('%s is one use case, called as its file', (file) => {
    const name = /([^/]+)\.ts$/.exec(file)?.[1] ?? '';
    expect(callables(codeOf(file))).toEqual([camelCase(name)]);
    expect(codeOf(file)).not.toMatch(/^export (?:\*|\{)/m);
  });
});
