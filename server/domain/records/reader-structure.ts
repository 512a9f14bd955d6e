import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { canonicalJson, type Form, type JsonObject, structureSchema } from '../../../engine/index.ts';
import { compileStructures } from '../../compile/compile-structures.ts';
import type { Deps } from '../../deps.ts';
import type { Access } from './field-rights.ts';
import type { FormUse } from './form-use.ts';
import { isSeen } from './open-fields.ts';

/** The structure validator for one reader, named by its content. */
export type ReaderStructure = { hash: string; code(): Promise<string | undefined> };

type Cut = { hash: string; schema: JsonObject };

const MOST_SETS = 100;
const MOST_CODES = 200;
/** By what is hidden: people with the same rights have the same. */
const cuts = new WeakMap<Form, LRUCache<string, Cut>>();
const codes = new LRUCache<string, Promise<string | undefined>>({ max: MOST_CODES });

/**
 * A form's structure validator without what is hidden from the reader. Where nothing is, it is the one that was compiled at
 * publish; others are compiled when they are first asked for, each once.
 */
export function structureFor(deps: Deps, { form, loaded }: FormUse, access: Access): ReaderStructure {
  const hidden = Object.keys(access).filter((path) => access[path] === 'hidden');
  if (hidden.length === 0) {
    const hash = deps.packs.structureHash(loaded, form.key) ?? '';
    return { hash, code: async () => deps.packs.structureCode(loaded, form.key) };
  }
  const { hash, schema } = cutOf(form, access, hidden.sort().join(' '));
  return { hash, code: () => codeOf(form.key, hash, schema) };
}

function cutOf(form: Form, access: Access, key: string): Cut {
  const known = cuts.get(form) ?? new LRUCache<string, Cut>({ max: MOST_SETS });
  cuts.set(form, known);
  const found = known.get(key);
  if (found) return found;
  const schema = structureSchema(form, (path) => isSeen(path, access));
  const cut = { hash: createHash('sha256').update(canonicalJson(schema)).digest('hex'), schema };
  known.set(key, cut);
  return cut;
}

function codeOf(form: string, hash: string, schema: JsonObject): Promise<string | undefined> {
  const known = codes.get(hash);
  if (known) return known;
  const compiling = compileStructures({ [form]: schema }).then((compiled) => compiled[form]?.code);
  codes.set(hash, compiling);
  compiling.catch(() => codes.delete(hash));
  return compiling;
}
