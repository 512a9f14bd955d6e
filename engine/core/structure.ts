import { type Issue, issue } from './issue.ts';
import type { Json } from './json.ts';
import { type JsonPointer, pointer } from './pointer.ts';
import type { Text } from './text.ts';

/** The structure of a record's data, as compiled at publish: every fault, pointing into the data. */
export type StructureValidator = (data: unknown) => Issue[];

/** What AJV's compiled code looks like from outside; nothing of AJV is imported here. */
type Compiled = { (data: unknown): unknown; errors?: readonly CompiledError[] | null };
type CompiledError = {
  keyword: string;
  instancePath: string;
  schemaPath?: string;
  params: { [name: string]: unknown };
};

// A list of 100,000 wrong entries needs no 100,000 messages.
const MOST_ISSUES = 200;

/**
 * The validator that compiled code (the default export of `compileStructure`'s source) is. Anything but `true` is a
 * refusal: a promise, which is truthy, is none.
 */
export function toStructureValidator(compiled: unknown): StructureValidator {
  if (typeof compiled !== 'function') throw new TypeError('Compiled structure is not a function');
  const validate = compiled as Compiled;
  return (data) => {
    if (validate(data) === true) return [];
    const errors = validate.errors ?? [];
    if (errors.length === 0) return [issue('data/invalid', '', { reason: 'structure' })];
    return errors.slice(0, MOST_ISSUES).map(toIssue);
  };
}

function toIssue({ keyword, instancePath: at, params }: CompiledError): Issue {
  switch (keyword) {
    case 'type':
      return issue('data/type', at, { expected: typeWords(params.type) });
    case 'required':
      return missing(at, String(params.missingProperty));
    case 'additionalProperties':
      return unknown(at, String(params.additionalProperty));
    case 'enum':
    case 'const':
      return issue('data/value', at);
    case 'minimum':
    case 'exclusiveMinimum':
      return issue('data/too-small', at, { min: Number(params.limit) });
    case 'maximum':
    case 'exclusiveMaximum':
      return issue('data/too-large', at, { max: Number(params.limit) });
    case 'multipleOf':
      return issue('data/not-a-multiple', at, { step: Number(params.multipleOf) });
    case 'minLength':
      return issue('data/too-short', at, { min: Number(params.limit) });
    case 'maxLength':
      return issue('data/too-long', at, { max: Number(params.limit) });
    case 'minItems':
      return issue('data/too-few', at, { min: Number(params.limit) });
    case 'maxItems':
      return issue('data/too-many', at, { max: Number(params.limit) });
    default:
      return issue('data/invalid', at, { reason: keyword });
  }
}

// Both point at the key, so that a form shows them beside the field.
function missing(at: JsonPointer, key: string): Issue {
  return issue('data/required', at + pointer(key), { key });
}

function unknown(at: JsonPointer, key: string): Issue {
  return issue('data/unknown-key', at + pointer(key), { key });
}

const names: { [type: string]: Text } = {
  object: { en: 'an object', 'zh-CN': '对象' },
  array: { en: 'a list', 'zh-CN': '列表' },
  string: { en: 'a text', 'zh-CN': '文本' },
  number: { en: 'a number', 'zh-CN': '数字' },
  integer: { en: 'a whole number', 'zh-CN': '整数' },
  boolean: { en: 'yes or no', 'zh-CN': '是或否' },
};

function typeWords(type: unknown): Json {
  const types = Array.isArray(type) ? type : String(type).split(',');
  return types.map((each) => (Object.hasOwn(names, each) ? (names[each] as Json) : String(each)));
}
