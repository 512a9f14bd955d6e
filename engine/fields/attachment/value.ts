import { type Issue, issue } from '../../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts';
import { pointer } from '../../core/pointer.ts';
import type { FormatContext } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { wrongType } from '../value-issues.ts';
import { type AttachmentDeclaration, fileParts } from './schema.ts';

/** One file is a list of one; of each file only `id`, `name`, `size` and `type` stay. */
export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  const list = isJsonObject(value) ? [value] : value;
  if (!Array.isArray(list)) return value;
  const files = list.filter((file) => !isBlank(file)).map(fileValue);
  return files.length === 0 ? undefined : files;
}

function fileValue(file: Json): Json {
  if (!isJsonObject(file)) return file;
  const kept: JsonObject = {};
  for (const part of fileParts) {
    const inner = Object.hasOwn(file, part) ? file[part] : undefined;
    if (inner !== undefined && inner !== null) kept[part] = inner;
  }
  return kept;
}

export function check(value: Json, d: AttachmentDeclaration): Issue[] {
  if (!Array.isArray(value)) return wrongType({ en: 'a list of files', 'zh-CN': '文件列表' });
  const issues = value.flatMap((file, index) =>
    fileIssues(file, d).map((found) => ({ ...found, path: pointer(index) + found.path })),
  );
  if (value.length > d.maxFiles) issues.unshift(issue('field/too-many-files', '', { max: d.maxFiles }));
  return issues;
}

function fileIssues(file: Json, d: AttachmentDeclaration): Issue[] {
  const wellFormed =
    isJsonObject(file) &&
    typeof file.id === 'string' &&
    file.id !== '' &&
    typeof file.name === 'string' &&
    Number.isSafeInteger(file.size);
  if (!wellFormed) return wrongType({ en: 'an uploaded file', 'zh-CN': '已上传的文件' });
  const { name, size } = file as { name: string; size: number };
  const issues: Issue[] = [];
  if (d.accept.length > 0 && !accepts(d.accept, name)) {
    issues.push(issue('field/file-type', '', { name: name.slice(0, 100), accept: d.accept }));
  }
  if (size > d.maxSize) issues.push(issue('field/file-too-large', '', { name: name.slice(0, 100), max: d.sizeText }));
  return issues;
}

// Endings that name the same kind of file.
const SAME: readonly (readonly string[])[] = [
  ['.jpg', '.jpeg', '.jpe', '.jfif'],
  ['.tif', '.tiff'],
  ['.htm', '.html'],
];

/** The declared endings with those that name the same kinds. */
export function acceptedEndings(accept: readonly string[]): string[] {
  return accept
    .map((ending) => ending.toLowerCase())
    .flatMap((ending) => SAME.find((kind) => kind.includes(ending)) ?? [ending]);
}

/** True where a file of this name is of the declared kinds: `.jpeg` is as good as `.jpg`. */
export function accepts(accept: readonly string[], name: string): boolean {
  const lower = name.toLowerCase();
  return accept.length === 0 || acceptedEndings(accept).some((ending) => lower.endsWith(ending));
}

/** The names of the files. */
export function format(value: Json, _d: unknown, { locale }: Pick<FormatContext, 'locale'>): string {
  if (!Array.isArray(value)) return plainly(value);
  const names = value.map((file) => (isJsonObject(file) ? plainly(file.name ?? '') : plainly(file)));
  return names.join(locale === 'zh-CN' ? '、' : ', ');
}
