import { isDate, isDateTime } from '../core/dates.ts';
import { isDuration } from '../core/durations.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import { kindName, type RuleType } from './rule-type.ts';

/** True when a value of the data is what the type says; elements and fields are looked at when they are read. */
export function isOfType(value: Json, type: RuleType): boolean {
  switch (type.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'money':
      return Number.isSafeInteger(value);
    case 'text':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return isDate(value);
    case 'date-time':
      return isDateTime(value);
    case 'duration':
      return isDuration(value);
    case 'list':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'null':
      return false;
    case 'unknown':
      return true;
  }
}

/** What people call a value that is of the wrong type; `shown` adds the value where it is short. */
export function nameOfValue(value: unknown, shown = false): Text {
  if (typeof value === 'string') return shown || value.length <= 20 ? quote(value.slice(0, 40)) : kindName('text');
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return kindName('list');
  return isJsonObject(value) ? kindName('object') : kindName('null');
}

function quote(value: string): Text {
  return { en: `"${value}"`, 'zh-CN': `“${value}”` };
}
