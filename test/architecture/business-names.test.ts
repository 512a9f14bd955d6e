import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, filesIn, root, sourceFiles } from './sources.ts';

/** Words of the definitions that the platform uses in a sense of its own. */
const alsoOurs = new Set([
  'no',
  'name',
  'note',
  'email',
  'phone',
  'manager',
  'items',
  'what',
  'level',
  'since',
  'contact',
  'account',
  'dueDate',
  'idNumber',
  'amount',
  'cost',
]);

function businessNames(): string[] {
  const names = new Set<string>();
  for (const file of filesIn('definitions', '.json').filter((path) => path.includes('/forms/'))) {
    const form = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
      key: string;
      fields: Record<string, { fields?: object }>;
    };
    names.add(form.key);
    for (const [name, field] of Object.entries(form.fields)) {
      names.add(name);
      for (const inner of Object.keys(field.fields ?? {})) names.add(inner);
    }
  }
  // A form key may be an everyday word of the engine too: a task is transferred, whatever the form.
  names.delete('transfer');
  return [...names].filter((name) => !alsoOurs.has(name));
}

describe('business logic', () => {
  it('lives in definitions, so no source names a field of theirs', () => {
    const names = businessNames();
    expect(names.length).toBeGreaterThan(8);
    const word = new RegExp(`\\b(${names.join('|')})\\b`);
    const found = sourceFiles().flatMap((file) => {
      const hit = word.exec(codeOf(file));
      return hit ? [`${file}: ${hit[0]}`] : [];
    });
    expect(found).toEqual([]);
  });
});
