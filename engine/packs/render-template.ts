import { issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { assertNever, fail, ok, type Result } from '../core/result.ts';
import { isText, type Locale, localise } from '../core/text.ts';
import type { Template } from './template.ts';
import { entersContext, parseTemplateText, type TemplateNode, type TemplatePath } from './template-grammar.ts';

/** `html` escapes every value; `plain` writes it as it is, for notices, subjects and text mail. */
export type RenderOptions = { escape: 'plain' | 'html'; locale: Locale };

const MAX_OUTPUT = 1_048_576;
const MAX_STEPS = 200_000;

/**
 * The text of a template with `data`'s values in it. Only own properties are read and nothing is ever called.
 * Fails on what `checkTemplate` refuses, beyond 1 MB of output and beyond 200,000 steps.
 */
export function renderTemplate(template: string, data: JsonObject, options: RenderOptions): Result<string> {
  return renderParsed(parseTemplateText(template, ''), data, options);
}

function renderParsed(parsed: Result<TemplateNode[]>, data: JsonObject, options: RenderOptions): Result<string> {
  if (!parsed.ok) return parsed;
  const run: Run = { options, parts: [], length: 0, steps: 0 };
  const done = renderNodes(parsed.value, [{ value: data }], run);
  if (!done) return fail(issue('template/output', '', { max: MAX_OUTPUT, steps: MAX_STEPS }));
  return ok(run.parts.join(''));
}

const parsedTexts = new WeakMap<Template, Map<string, Result<TemplateNode[]>>>();

// A release is read once and its messages are written many times.
function parsedOf(template: Template, text: string): Result<TemplateNode[]> {
  let texts = parsedTexts.get(template);
  if (!texts) {
    texts = new Map();
    parsedTexts.set(template, texts);
  }
  let parsed = texts.get(text);
  if (!parsed) {
    parsed = parseTemplateText(text, '');
    texts.set(text, parsed);
  }
  return parsed;
}

/** Subject and body in one language. A subject is one line: line breaks in values cannot begin another mail header. */
export function renderMessage(
  template: Template,
  data: JsonObject,
  locale: Locale,
): Result<{ subject: string; body: string }> {
  const subject = renderParsed(parsedOf(template, localise(template.subject, locale)), data, {
    escape: 'plain',
    locale,
  });
  const body = renderParsed(parsedOf(template, localise(template.body, locale)), data, {
    escape: template.format === 'html' ? 'html' : 'plain',
    locale,
  });
  if (!subject.ok) return subject;
  if (!body.ok) return body;
  return ok({ subject: subject.value.replace(/[\r\n\u0085\u2028\u2029]+/g, ' ').trim(), body: body.value });
}

type Context = { value: Json | undefined; loop?: { index: number; last: boolean } };
type Run = { options: RenderOptions; parts: string[]; length: number; steps: number };

/** False when the budget is spent. */
function renderNodes(nodes: TemplateNode[], contexts: Context[], run: Run): boolean {
  return nodes.every((node) => renderNode(node, contexts, run));
}

function renderNode(node: TemplateNode, contexts: Context[], run: Run): boolean {
  run.steps += 1;
  if (run.steps > MAX_STEPS) return false;
  if (node.kind === 'text') return write(node.text, run);
  const value = lookUp(node.path, contexts);
  return node.kind === 'value' ? write(show(value, run.options), run) : renderBlock(node, value, contexts, run);
}

type Block = TemplateNode & { kind: 'block' };
function renderBlock(
  { block, path, body, otherwise }: Block,
  value: Json | undefined,
  contexts: Context[],
  run: Run,
): boolean {
  switch (block) {
    case 'if':
      return renderNodes(isFilled(value) ? body : otherwise, contexts, run);
    case 'unless':
      return renderNodes(isFilled(value) ? otherwise : body, contexts, run);
    case 'with':
      if (!isFilled(value)) return renderNodes(otherwise, contexts, run);
      return renderNodes(body, entersContext(block, path) ? [...contexts, { value }] : contexts, run);
    case 'each':
      if (!Array.isArray(value) || value.length === 0) return renderNodes(otherwise, contexts, run);
      return value.every((item, index) => {
        const loop = { index, last: index === value.length - 1 };
        return renderNodes(body, [...contexts, { value: item, loop }], run);
      });
    default:
      return assertNever(block);
  }
}

function write(text: string, run: Run): boolean {
  run.length += text.length;
  if (run.length > MAX_OUTPUT) return false;
  run.parts.push(text);
  return true;
}

function lookUp(path: TemplatePath, contexts: Context[]): Json | undefined {
  if (path.loop !== undefined) {
    const loop = contexts.findLast((context) => context.loop !== undefined)?.loop;
    if (loop === undefined) return undefined;
    return path.loop === 'index' ? loop.index : path.loop === 'first' ? loop.index === 0 : loop.last;
  }
  let here = contexts[contexts.length - 1 - path.up]?.value;
  for (const part of path.parts) {
    if (Array.isArray(here))
      here = /^\d+$/.test(part) ? here[Number(part)] : part === 'length' ? here.length : undefined;
    else here = isJsonObject(here) ? own(here, part) : undefined;
  }
  return here;
}

/** As Handlebars has it: nothing, false, 0, an empty text and an empty list are not. */
function isFilled(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

// An object that is not a text in several languages shows nothing: no internals in a message.
function show(value: Json | undefined, options: RenderOptions): string {
  const { locale, escape: channel } = options;
  const text = plain(value, locale);
  return channel === 'html' ? escapeHtml(text) : text;
}

function plain(value: Json | undefined, locale: Locale): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean')
    return localise(value ? { en: 'yes', 'zh-CN': '是' } : { en: 'no', 'zh-CN': '否' }, locale);
  if (Array.isArray(value)) return value.map((item) => plain(item, locale)).join(locale === 'zh-CN' ? '、' : ', ');
  return isText(value) ? localise(value, locale) : '';
}

const entities: { [char: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`=]/g, (char) => entities[char] ?? char);
}
