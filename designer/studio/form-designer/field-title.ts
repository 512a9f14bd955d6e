import { isJsonObject, isText, type JsonObject, type Text, valueAt } from '../../../engine/index.ts';

/** The title of a field (`purpose`, `items.cost`) of a draft; its name where it has none. */
export function fieldTitle(form: JsonObject, field: string, say: (text: Text) => string): string {
  const [name = '', column] = field.split('.');
  const declared = valueAt(form, column === undefined ? `/fields/${name}` : `/fields/${name}/fields/${column}`);
  return isJsonObject(declared) && isText(declared.title) ? say(declared.title) || field : field;
}
