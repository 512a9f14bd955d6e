import { Script } from 'node:vm';
import { LRUCache } from 'lru-cache';
import { type Issue, toStructureValidator } from '../../engine/index.ts';

type StructureValidator = (data: unknown) => Issue[];

/** By the hash of their code: the same structure in several releases is loaded once. */
const loadedByHash = new LRUCache<string, StructureValidator>({ max: 500 });

/**
 * The validator in a module of stored code. The code was made by our compiler at publish, its release is sealed, and it is what
 * its hash names; it may import nothing.
 */
export function loadStructure(hash: string, code: string): StructureValidator {
  const known = loadedByHash.get(hash);
  if (known) return known;
  const script = new Script(`(function (module, exports, require) {'use strict';${code}\n})`, {
    filename: `structure-${hash}.js`,
  });
  const run = script.runInThisContext() as (
    module: { exports: unknown },
    exports: unknown,
    require: (id: string) => never,
  ) => void;
  const module: { exports: unknown } = { exports: {} };
  run(module, module.exports, (id) => {
    throw new Error(`A structure validator may not import ${id}`);
  });
  const validator = toStructureValidator(exportedBy(module.exports) as Parameters<typeof toStructureValidator>[0]);
  loadedByHash.set(hash, validator);
  return validator;
}

function exportedBy(exports: unknown): unknown {
  return typeof exports === 'function' ? exports : (exports as { default?: unknown }).default;
}
