import { type Form, type FormerField, isJsonObject, type JsonObject, own } from '../../../engine/index.ts';
import type { Starting } from './draft-keeper.ts';

/** Of the data of a draft, what the form has a place for today. */
export function fitting(form: Form, data: JsonObject): JsonObject {
  const fit: JsonObject = {};
  for (const [name, value] of Object.entries(data)) {
    const field = own(form.fields, name);
    if (!field) continue;
    const { columns } = field;
    const row = (each: JsonObject) =>
      Object.fromEntries(Object.entries(each).filter(([key]) => own(columns ?? {}, key)));
    fit[name] = columns && Array.isArray(value) ? value.map((each) => (isJsonObject(each) ? row(each) : each)) : value;
  }
  return fit;
}

/** What the form has no place for: by the titles that the server knows, else by the names that this device kept. */
export function leftOver(form: Form, { data, former = [] }: Starting): FormerField[] {
  const named = new Set(former.map(({ name }) => name));
  const unnamed = Object.entries(data).filter(([name]) => !own(form.fields, name) && !named.has(name));
  return [
    ...former,
    ...unnamed.map(([name, value]) => ({
      release: 0,
      name,
      title: name,
      text: typeof value === 'string' ? value : JSON.stringify(value),
    })),
  ];
}
