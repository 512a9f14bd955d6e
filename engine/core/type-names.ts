import { type Json, own } from './json.ts';
import type { Text } from './text.ts';

const typeNames: { [type: string]: Text } = {
  object: { en: 'an object', 'zh-CN': '对象' },
  array: { en: 'a list', 'zh-CN': '列表' },
  string: { en: 'a text', 'zh-CN': '文本' },
  number: { en: 'a number', 'zh-CN': '数字' },
  integer: { en: 'a whole number', 'zh-CN': '整数' },
  boolean: { en: 'true or false', 'zh-CN': 'true 或 false' },
  null: { en: 'null', 'zh-CN': 'null' },
  undefined: { en: 'nothing', 'zh-CN': '空' },
};

/** JSON types (as JSON Schema calls them) in words: what a message says was expected. */
export function typeWords(type: Json | undefined): Json {
  const types = Array.isArray(type) ? type : [type ?? 'object'];
  return types.map((each) => (typeof each === 'string' ? (own(typeNames, each) ?? each) : String(each)) as Json);
}

/** The type of a value in words: what a message says was found. */
export function typeOf(value: unknown): Json {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return (own(typeNames, type) ?? type) as Json;
}
