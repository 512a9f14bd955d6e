import type { FieldType, JsonObject, Text } from '../../../engine/index.ts';

/** A declaration that the engine accepts, for a field that was just dropped: its type, its name as title, and what the type cannot do without. */
export function freshField(type: Pick<FieldType, 'type' | 'label' | 'declaration'>): JsonObject {
  const title: Text = type.label;
  return { type: type.type, title, ...needed(type.type) };
}

function needed(type: string): JsonObject {
  switch (type) {
    case 'choice':
    case 'multi-choice':
      return {
        options: [
          { key: 'first', title: { en: 'First', 'zh-CN': '选项一' } },
          { key: 'second', title: { en: 'Second', 'zh-CN': '选项二' } },
        ],
      };
    case 'money':
      return { currency: 'CNY' };
    case 'serial':
      return { pattern: 'NO-{seq:6}' };
    case 'line-items':
      return { fields: { text: { type: 'text', title: { en: 'Text', 'zh-CN': '文本' } } } };
    default:
      return {};
  }
}

/** A name not yet taken: `date`, `date2`, `date3` … */
export function freshName(type: string, taken: readonly string[]): string {
  const base = type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!taken.includes(name)) return name;
  }
}
