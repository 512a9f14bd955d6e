import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { isText, type Text } from '../core/text.ts';

/** Reading of definitions whose shape is reported elsewhere: what has the wrong shape reads as nothing. */

const nothing: JsonObject = {};

export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : nothing;
}

export function textOf(value: unknown): Text | undefined {
  return isText(value) ? value : undefined;
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((part): part is string => typeof part === 'string') : [];
}

export function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** One of the words, or what is meant where none is written. */
export function wordOf<W extends string>(value: unknown, words: readonly W[], otherwise: W): W {
  return words.find((word) => word === value) ?? otherwise;
}

/** What may be written alone or as a list, with the end of each part's pointer. */
export function manyOf(value: Json | undefined): { json: Json; at: string }[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map((json, index) => ({ json, at: `/${index}` })) : [{ json: value, at: '' }];
}
