// A transaction holds the embedded store's only writer, and locks on MongoDB: nothing slow may be waited for in one.
import { describe, expect, it } from 'vitest';
import { filesIn, read } from './sources.ts';

const SLOW =
  /\b(?:deps\.(?:mail|files|passwords|live)\b|fetch\(|setTimeout\(|pause\(|compile\w*\(|readFile\w*\(|(?:post|send)[A-Z]\w*\()/;

/** What is given to each call of `transaction(…)` in a source. */
function transactionsOf(source: string): string[] {
  return [...source.matchAll(/\.transaction\(/g)].map(({ index }) => {
    const from = index + '.transaction'.length;
    let depth = 0;
    for (let at = from; at < source.length; at += 1) {
      if (source[at] === '(') depth += 1;
      if (source[at] === ')') depth -= 1;
      if (depth === 0) return source.slice(from, at + 1);
    }
    return source.slice(from);
  });
}

const files = filesIn('server', '.ts').filter((file) => transactionsOf(read(file)).length > 0);

describe('a transaction', () => {
  it('is begun by many operations', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it.each(files)('in %s waits for nothing slow', (file) => {
    const slow = transactionsOf(read(file)).flatMap((work) => work.split('\n').filter((line) => SLOW.test(line)));
    expect(slow).toEqual([]);
  });

  it('that waits for something slow is seen', () => {
    const [work] = transactionsOf(
      'await store.transaction(tenant, async (tx) => { await deps.mail.send(one(two)); });',
    );
    expect(SLOW.test(work ?? '')).toBe(true);
  });
});
