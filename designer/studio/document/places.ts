import { isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';

/** The names of a place's way: a key, `*` for each entry or part of a list, `?` for one or several, `**` for any depth. */
export type Way = readonly string[];

/** Changes the values that stand at a way, and nothing else. */
export function changeAt(value: Json, way: Way, change: (value: Json) => Json): Json {
  const [step, ...rest] = way;
  if (step === undefined) return change(value);
  const go = (inner: Json) => changeAt(inner, rest, change);
  if (step === '?') return Array.isArray(value) ? value.map(go) : go(value);
  if (step === '**') {
    const here = go(value);
    return changeEach(here, (inner) => changeAt(inner, way, change));
  }
  if (step === '*') return changeEach(value, go);
  if (!isJsonObject(value) || !Object.hasOwn(value, step)) return value;
  return { ...value, [step]: go(value[step] ?? null) };
}

function changeEach(value: Json, change: (value: Json) => Json): Json {
  if (Array.isArray(value)) return value.map(change);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}

export function changeKeys(value: Json, change: (key: string) => string): Json {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]): [string, Json] => [change(key), inner]));
}

export function changeText(value: Json, change: (text: string) => string): Json {
  return typeof value === 'string' ? change(value) : value;
}

/** The values at a way; for what is only looked at. */
export function valuesAt(json: JsonObject, way: Way): Json[] {
  const found: Json[] = [];
  changeAt(json, way, (value) => {
    found.push(value);
    return value;
  });
  return found;
}
