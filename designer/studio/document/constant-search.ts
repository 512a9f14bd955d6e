import { isJsonObject, type Json, type JsonPointer, pointer } from '../../../engine/index.ts';
import { listOperators } from './rule-mentions.ts';

/** Finds the places of constants that fields are compared with, set to, or put in order by. */
export class ConstantSearch {
  readonly paths: JsonPointer[] = [];
  readonly #isSought: (value: Json) => boolean;

  constructor(isSought: (value: Json) => boolean) {
    this.#isSought = isSought;
  }

  /** Constants that stand beside a variable of one of the fields, in any operator. */
  rules(value: Json | undefined, at: JsonPointer, fields: ReadonlySet<string>): void {
    if (Array.isArray(value)) {
      for (const [index, part] of value.entries()) this.rules(part, at + pointer(index), fields);
      return;
    }
    if (!isJsonObject(value)) return;
    for (const [key, part] of Object.entries(value)) {
      const path = at + pointer(key);
      const operands = Array.isArray(part) ? part : [part];
      if (operands.some((operand) => isVarOf(operand, fields))) this.#beside(part, path);
      this.rules(part, path, listOperators.has(key) ? inRows(operands[0], fields) : fields);
    }
  }

  /** Values that are written by a field's name: in a scenario's data, by an action that sets fields. */
  written(value: Json | undefined, at: JsonPointer, fields: ReadonlySet<string>): void {
    if (Array.isArray(value))
      for (const [index, part] of value.entries()) this.written(part, at + pointer(index), fields);
    if (!isJsonObject(value)) return;
    for (const [name, part] of Object.entries(value)) {
      const path = at + pointer(name);
      const isMap = name === 'data' || (name === 'params' && value.type === 'set');
      if (isMap && isJsonObject(part)) {
        for (const [field, said] of Object.entries(part))
          if (fields.has(field)) this.literals(said, path + pointer(field));
      } else this.written(part, path, fields);
    }
  }

  /** The key anywhere in a value: by itself, in a list, as what a rule gives. */
  literals(value: Json | undefined, at: JsonPointer): void {
    if (value === undefined) return;
    if (this.#isSought(value)) this.paths.push(at);
    else if (Array.isArray(value) || isJsonObject(value)) {
      for (const [name, part] of Object.entries(value)) if (name !== 'var') this.literals(part, at + pointer(name));
    }
  }

  // Only constants count: what another operator inside compares is its own affair.
  #beside(operands: Json, at: JsonPointer): void {
    if (this.#isSought(operands)) this.paths.push(at);
    if (!Array.isArray(operands)) return;
    for (const [index, operand] of operands.entries()) {
      for (const [place, one] of (Array.isArray(operand) ? operand : []).entries())
        if (this.#isSought(one)) this.paths.push(at + pointer(index, place));
      if (this.#isSought(operand)) this.paths.push(at + pointer(index));
    }
  }
}

function isVarOf(operand: Json | undefined, fields: ReadonlySet<string>): boolean {
  if (!isJsonObject(operand) || Object.keys(operand).length !== 1) return false;
  const path = Array.isArray(operand.var) ? operand.var[0] : operand.var;
  return typeof path === 'string' && fields.has(path);
}

/** Inside a list's body its columns go by their own names. */
function inRows(list: Json | undefined, fields: ReadonlySet<string>): ReadonlySet<string> {
  const name = isJsonObject(list) ? list.var : undefined;
  const own = [...fields].flatMap((field) => (field.startsWith(`${name}.`) ? [field.slice(`${name}.`.length)] : []));
  return new Set([...fields, ...own]);
}
