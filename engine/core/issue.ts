import type { Json, JsonObject } from './json.ts';
import { type IssueCode, messages } from './messages/index.ts';
import type { JsonPointer } from './pointer.ts';
import { type Locale, localise, type Text } from './text.ts';

export type { IssueCode } from './messages/index.ts';

/** A finding about data or a definition. The message is made at the end, in the reader's language. */
export type Issue = {
  code: IssueCode;
  /** Where in the document or data that was looked at. */
  path: JsonPointer;
  params: JsonObject;
  severity: 'error' | 'warning';
  /** A text of the definition's own (a check's `message`), which then speaks instead of the catalogue. */
  text?: Text;
};

/** An issue as it goes to a person: with its message. */
export type LocalIssue = {
  code: string;
  path: JsonPointer;
  message: string;
  params: JsonObject;
  severity: 'error' | 'warning';
};

export function issue(code: IssueCode, path: JsonPointer, params: JsonObject = {}): Issue {
  return { code, path, params, severity: 'error' };
}

export function warning(code: IssueCode, path: JsonPointer, params: JsonObject = {}): Issue {
  return { code, path, params, severity: 'warning' };
}

/** The same issues, seen from further out: `prefix` goes before each path. */
export function under(prefix: JsonPointer, issues: Issue[]): Issue[] {
  return issues.map((found) => ({ ...found, path: prefix + found.path }));
}

export function messageOf(found: Issue, locale: Locale): string {
  return fill(localise(found.text ?? messages[found.code], locale), found.params, locale);
}

export function toLocalIssue(found: Issue, locale: Locale): LocalIssue {
  const { code, path, params, severity } = found;
  return { code, path, params, severity, message: messageOf(found, locale) };
}

// {name} is replaced by the parameter: lists joined, texts in both languages localised.
function fill(template: string, params: JsonObject, locale: Locale): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? show(params[name] ?? null, locale) : whole,
  );
}

function show(value: Json, locale: Locale): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((part) => show(part, locale)).join(locale === 'zh-CN' ? '、' : ', ');
  return 'en' in value || 'zh-CN' in value ? localise(value as Text, locale) : JSON.stringify(value);
}
