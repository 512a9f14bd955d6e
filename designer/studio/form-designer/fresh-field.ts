import type { FieldType, JsonObject } from '../../../engine/index.ts';

/** A declaration that the engine accepts, for a field that was just dropped: its type, its name as title, and what the type cannot do without. */
export function freshField({ type, label, fresh }: Pick<FieldType, 'type' | 'label' | 'fresh'>): JsonObject {
  return { type, title: label, ...fresh };
}

/** A name not yet taken: `date`, `date2`, `date3` … */
export function freshName(type: string, taken: readonly string[]): string {
  const base = type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!taken.includes(name)) return name;
  }
}
