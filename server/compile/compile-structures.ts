import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { canonicalJson, type JsonObject } from '../../engine/index.ts';
import type { CompileAnswer, CompileOrder } from './child.ts';
import { type ApartProgram, runApart } from './run-apart.ts';

export type CompiledStructures = { [form: string]: { hash: string; code: string } };

/** A schema that could not be compiled: too large, too slow, or refused by the compiler. */
export class CompileError extends Error {
  readonly form: string | undefined;
  constructor(reason: string, form?: string) {
    super(reason);
    this.name = 'CompileError';
    this.form = form;
  }
}

const compiler: ApartProgram = { built: 'compile-child.js', source: 'child.ts', memoryMb: 192, patienceMs: 20_000 };

/** By schema: a release mostly changes one form of many. */
const made = new LRUCache<string, { hash: string; code: string }>({ max: 200 });

/**
 * Standalone validators for the forms' structures, each with the hash of its code. Compiling generates code and a bad schema
 * can eat time and memory, so it happens in a process of its own, which is ended when it takes too long. Throws a `CompileError`.
 */
export async function compileStructures(schemas: { [form: string]: JsonObject }): Promise<CompiledStructures> {
  const keys = Object.fromEntries(
    Object.entries(schemas).map(([form, schema]) => [form, sha256(canonicalJson(schema))]),
  );
  const compiled: CompiledStructures = {};
  const missing: { [form: string]: JsonObject } = {};
  for (const [form, schema] of Object.entries(schemas)) {
    const known = made.get(keys[form] ?? '');
    if (known) compiled[form] = known;
    else missing[form] = schema;
  }
  const codes = Object.keys(missing).length > 0 ? await compileApart({ schemas: missing }) : {};
  for (const form of Object.keys(missing)) {
    const code = codes[form];
    if (code === undefined) throw new CompileError('The compiler gave nothing', form);
    compiled[form] = { hash: sha256(code), code };
    made.set(keys[form] ?? '', compiled[form]);
  }
  return compiled;
}

async function compileApart(order: CompileOrder): Promise<{ [form: string]: string }> {
  const result = await runApart<CompileAnswer>(compiler, order);
  if ('endedBy' in result)
    throw new CompileError(`The compiler ended early (${result.endedBy}): the structure is too large`);
  if (!result.answer.ok) throw new CompileError(result.answer.reason, result.answer.form);
  return result.answer.codes;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
