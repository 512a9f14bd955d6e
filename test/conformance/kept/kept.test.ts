// Accepted is kept: each property, and each value of an enumeration, that a definition may have names the test that shows it
// working. What nothing keeps belongs out of the schema, and is refused by name.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { definitionSchemas, type JsonObject, operators } from '../../../engine/index.ts';
import { fieldProofs } from './field-proofs.ts';
import { formProofs } from './form-proofs.ts';
import { packProofs } from './pack-proofs.ts';
import { proofsByPath } from './proofs.ts';
import { reportProofs } from './report-proofs.ts';
import { isProof } from './running-tests.ts';
import { schemaPaths } from './schema-paths.ts';
import { workflowProofs } from './workflow-proofs.ts';

const kinds = Object.entries(definitionSchemas as { [kind: string]: JsonObject });
const proofs = proofsByPath(packProofs, formProofs, fieldProofs, workflowProofs, reportProofs);
const pathsOf = (kind: string, schema: JsonObject) =>
  schemaPaths(kind, schema).filter((path) => !path.startsWith('rule.'));
const root = new URL('../../../', import.meta.url);
const source = new Map<string, string>();
const read = (file: string) => {
  const text = source.get(file) ?? readFileSync(new URL(file, root), 'utf8');
  source.set(file, text);
  return text;
};

describe('what the schema of a kind accepts', () => {
  it('is more than a few properties', () => {
    expect(kinds.flatMap(([kind, schema]) => pathsOf(kind, schema)).length).toBeGreaterThan(400);
  });

  it.each(kinds)('is kept for %s: each path names the test that shows it', (kind, schema) => {
    expect(pathsOf(kind, schema).filter((path) => !proofs.has(path))).toEqual([]);
  });

  it('is kept for rules: each operator stands in the table of what rules come to', () => {
    const table = read('test/engine/rules/evaluate.test.ts');
    const missing = operators
      .map(({ name }) => name)
      .filter((name) => !table.includes(`'${name}':`) && !table.includes(`${name}:`) && !table.includes(`'${name}'`));
    expect(missing).toEqual([]);
  });
});

describe('the table of proofs', () => {
  it('names only what a schema accepts', () => {
    const accepted = new Set(kinds.flatMap(([kind, schema]) => pathsOf(kind, schema)));
    expect([...proofs.keys()].filter((path) => !accepted.has(path))).toEqual([]);
  });

  it('names only tests that run, by their title and their row', () => {
    const named = [...proofs].flatMap(([path, tests]) => tests.map(({ file, words }) => ({ file, words, path })));
    const missing = named.filter(({ file, words }) => !isProof(file, words));
    expect([...new Set(missing.map(({ file, words }) => `${file}: ${words}`))]).toEqual([]);
  });

  it('takes no words of a comment, a table, a skipped test or a group that is skipped for a test', () => {
    const file = 'test/conformance/kept/sample.ts';
    const says = (words: string) => isProof(file, words);
    expect(['runs', 'runs with a', "runs with %s › ['b', 2]"].map(says)).toEqual([true, true, true]);
    const others = [
      'a',
      'with a',
      'is in a comment',
      'is skipped',
      'is in a skipped group',
      'waits for something',
      'runs with c',
    ];
    expect(others.map(says)).toEqual(others.map(() => false));
  });
});
