// The only file that knows Handlebars. Its parser makes a syntax tree (no compiler, no generated code); what is allowed of
// the tree is rebuilt here as our own closed one, and nothing else is ever rendered.
import {
  type Expression,
  type Program,
  parse,
  parseWithoutProcessing,
  type Statement,
} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import { type Issue, type IssueCode, issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import { didYouMean, isPrototypeName } from '../core/names.ts';
import type { JsonPointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import { htmlFindings } from './template-html.ts';

export type TemplateNode =
  | { kind: 'text'; text: string; at: Position }
  | { kind: 'value'; path: TemplatePath; at: Position }
  | {
      kind: 'block';
      block: BlockName;
      path: TemplatePath;
      body: TemplateNode[];
      otherwise: TemplateNode[];
      at: Position;
    };

/** `up` contexts outwards, then by own property; or what `each` knows about where it is. */
export type TemplatePath = { up: number; parts: string[]; loop?: 'index' | 'first' | 'last' };
export type BlockName = (typeof blockNames)[number];
export type Position = { line: number; column: number };

const blockNames = ['if', 'unless', 'each', 'with'] as const;
const loopNames = ['index', 'first', 'last'] as const;

export const templateLimits = { bytes: 65_536, tags: 1_000, depth: 8, eachDepth: 2 } as const;

/** The closed tree of a template's text, or every finding in it, each with line and column (from 1). */
export function parseTemplateText(source: unknown, path: JsonPointer): Result<TemplateNode[]> {
  // Handlebars takes a ready-made tree for a template: only a text is one (CVE-2026-33937).
  if (typeof source !== 'string') return { ok: false, issues: [issue('template/type', path)] };
  const size = new TextEncoder().encode(source).length;
  if (size > templateLimits.bytes)
    return { ok: false, issues: [issue('template/size', path, { max: templateLimits.bytes, found: size })] };
  const tags = source.split('{{').length - 1;
  if (tags > templateLimits.tags)
    return { ok: false, issues: [issue('template/tags', path, { max: templateLimits.tags, found: tags })] };

  let tree: Program;
  try {
    tree = parseWithoutProcessing(source);
  } catch (error) {
    return { ok: false, issues: [syntaxIssue(error, path)] };
  }
  // Asked before whitespace control, which goes down the tree by recursion.
  if (depthOf(tree) > templateLimits.depth)
    return { ok: false, issues: [issue('template/depth', path, { max: templateLimits.depth })] };

  const reader = new TemplateReader(path);
  const nodes = reader.nodes(parse(tree), { contexts: 0, each: 0 });
  return unlessIssues(reader.issues, () => nodes);
}

/**
 * Findings in a template's text. Only values, `if`, `unless`, `each` and `with` are allowed; with `html`, values may also
 * not stand where a browser would take them for more than text.
 */
export function checkTemplate(source: unknown, path: JsonPointer, options: { html?: boolean } = {}): Issue[] {
  const parsed = parseTemplateText(source, path);
  if (!parsed.ok) return parsed.issues;
  return options.html
    ? htmlFindings(parsed.value).map(({ code, at, params }) => issue(code, path, { ...params, ...at }))
    : [];
}

/** Dotted paths that a template reads from its data, below `each` and `with` too: `record.title`, `items.cost`. */
export function templateReads(source: string): string[] {
  const parsed = parseTemplateText(source, '');
  const found = new Set<string>();
  if (parsed.ok) collectReads(parsed.value, [[]], found);
  return [...found].sort();
}

function collectReads(nodes: TemplateNode[], contexts: string[][], found: Set<string>): void {
  for (const node of nodes) {
    if (node.kind === 'text' || node.path.loop !== undefined) continue;
    const full = [...(contexts[contexts.length - 1 - node.path.up] ?? []), ...node.path.parts];
    if (full.length > 0) found.add(full.join('.'));
    if (node.kind === 'value') continue;
    const inner = entersContext(node.block, node.path) ? [...contexts, full] : contexts;
    collectReads(node.body, inner, found);
    collectReads(node.otherwise, contexts, found);
  }
}

/** Whether `..` inside the block leads out of it: not from `with this`, which stays where it is. */
export function entersContext(block: BlockName, path: TemplatePath): boolean {
  return block === 'each' || (block === 'with' && (path.up > 0 || path.parts.length > 0));
}

type Depth = { contexts: number; each: number };

class TemplateReader {
  readonly issues: Issue[] = [];
  readonly #path: JsonPointer;

  constructor(path: JsonPointer) {
    this.#path = path;
  }

  nodes(program: Program | undefined, depth: Depth): TemplateNode[] {
    return (program?.body ?? []).flatMap((statement) => this.#node(statement, depth) ?? []);
  }

  #node(statement: Statement, depth: Depth): TemplateNode | undefined {
    const at = positionOf(statement);
    switch (statement.type) {
      case 'CommentStatement':
        return undefined;
      case 'ContentStatement':
        return { kind: 'text', text: statement.value ?? '', at };
      case 'MustacheStatement':
        return this.#value(statement, depth);
      case 'BlockStatement':
        return this.#block(statement, depth);
      default:
        return this.#refuse('template/not-allowed', at, { what: statement.type });
    }
  }

  #value(statement: Statement, depth: Depth): TemplateNode | undefined {
    const at = positionOf(statement);
    const name = String(statement.path?.original ?? '');
    if (statement.escaped === false) return this.#refuse('template/raw', at, { name });
    if (statement.params?.length || statement.hash)
      return this.#refuse('template/helper', at, { name, allowed: [...blockNames], hint: '' });
    const path = this.#pathOf(statement.path, depth);
    return path && { kind: 'value', path, at };
  }

  #block(statement: Statement, depth: Depth): TemplateNode | undefined {
    const at = positionOf(statement);
    const name = String(statement.path?.original ?? '');
    const block = blockNames.find((known) => known === name);
    if (block === undefined) {
      return this.#refuse('template/helper', at, {
        name,
        allowed: [...blockNames],
        hint: didYouMean(name, blockNames),
      });
    }
    const named = statement.program?.blockParams?.length || statement.inverse?.blockParams?.length;
    if (statement.params?.length !== 1 || statement.hash || named) return this.#refuse('template/block', at, { name });
    const path = this.#pathOf(statement.params[0], depth);
    const inner: Depth = {
      contexts: depth.contexts + (path && entersContext(block, path) ? 1 : 0),
      each: depth.each + (block === 'each' ? 1 : 0),
    };
    if (inner.each > templateLimits.eachDepth)
      return this.#refuse('template/each-depth', at, { max: templateLimits.eachDepth });
    const body = this.nodes(statement.program, inner);
    const otherwise = this.nodes(statement.inverse, depth);
    return path && { kind: 'block', block, path, body, otherwise, at };
  }

  #pathOf(expression: Expression | undefined, depth: Depth): TemplatePath | undefined {
    const at = expression ? positionOf(expression) : { line: 1, column: 1 };
    const { parts, original } = expression ?? {};
    if (expression?.type !== 'PathExpression' || !parts?.every((part): part is string => typeof part === 'string')) {
      return this.#refuse('template/path', at, { path: String(original ?? expression?.type ?? '') });
    }
    const forbidden = parts.find(isPrototypeName);
    if (forbidden !== undefined) return this.#refuse('template/forbidden-name', at, { name: forbidden });
    const up = expression.depth ?? 0;
    if (up > depth.contexts) return this.#refuse('template/path', at, { path: String(original) });
    if (!expression.data) return { up, parts };
    const loop = loopNames.find((known) => parts.length === 1 && known === parts[0]);
    if (loop === undefined || up > 0 || depth.each === 0)
      return this.#refuse('template/path', at, { path: String(original) });
    return { up: 0, parts: [], loop };
  }

  #refuse(code: IssueCode, at: Position, params: JsonObject): undefined {
    this.issues.push(issue(code, this.#path, { ...params, ...at }));
  }
}

function positionOf(node: Statement | Expression): Position {
  return { line: node.loc.start.line, column: node.loc.start.column + 1 };
}

// An `else if` stands inside the block that it continues, but is not deeper for the reader.
function depthOf(tree: Program): number {
  let deepest = 0;
  const waiting: { program: Program; depth: number }[] = [{ program: tree, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    deepest = Math.max(deepest, next.depth);
    for (const { program, inverse } of next.program.body) {
      if (program) waiting.push({ program, depth: next.depth + 1 });
      if (inverse) waiting.push({ program: inverse, depth: inverse.chained ? next.depth : next.depth + 1 });
    }
  }
  return deepest;
}

function syntaxIssue(error: unknown, path: JsonPointer): Issue {
  const text = error instanceof Error ? error.message : String(error);
  const line = Number(/line (\d+)/.exec(text)?.[1] ?? /- (\d+):\d+$/.exec(text)?.[1] ?? 1);
  const reason = /^Parse error/.test(text) ? (text.split('\n')[1] ?? text).trim() : text;
  return issue('template/syntax', path, { line, reason });
}
