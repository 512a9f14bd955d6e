import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LRUCache } from 'lru-cache';
import { canonicalJson, type JsonObject } from '../../engine/index.ts';
import type { CompileAnswer, CompileOrder } from './child.ts';

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

const MEMORY_MB = 192;
const PATIENCE_MS = 20_000;

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

function compileApart(order: CompileOrder): Promise<{ [form: string]: string }> {
  const { path, loader } = childProgram();
  return new Promise((resolve, reject) => {
    const child = fork(path, [], {
      execArgv: [`--max-old-space-size=${MEMORY_MB}`, '--disable-proto=delete', ...loader],
      // Nothing of our environment: no address of the store, no secret.
      env: {},
      cwd: tmpdir(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    let answer: CompileAnswer | undefined;
    child.once('message', (message) => {
      answer = message as CompileAnswer;
    });
    child.once('error', (cause) => {
      clearTimeout(timer);
      reject(cause);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (answer?.ok) resolve(answer.codes);
      else if (answer) reject(new CompileError(answer.reason, answer.form));
      else reject(new CompileError(`The compiler ended early (${signal ?? code}): the structure is too large`));
    });
    child.send(order);
  });
}

/** The built child beside the built server; from sources, the source with its loader. */
function childProgram(): { path: string; loader: string[] } {
  const here = fileURLToPath(import.meta.url);
  if (!here.endsWith('.ts')) return { path: join(dirname(here), 'compile-child.js'), loader: [] };
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return { path: join(dirname(here), 'child.ts'), loader: ['--import', pathToFileURL(tsx).href] };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
