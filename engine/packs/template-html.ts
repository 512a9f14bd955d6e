// Where in HTML a value stands. Escaping makes a value harmless as text and inside a quoted attribute; elsewhere it is not
// enough, so such a template is refused. Follows the states of the HTML tokenizer as far as values may reach.
import type { IssueCode } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { Position, TemplateNode } from './template-grammar.ts';

type Finding = { code: IssueCode; at: Position; params: JsonObject };

type State =
  | { in: 'text' }
  /** Between `<` and `>`, where no value may stand. */
  | { in: 'tag'; tag: string; attribute: string; text: string }
  | { in: 'value'; tag: string; attribute: string; quote: '"' | "'" | ''; text: string }
  | { in: 'comment'; text: string };

const forbiddenTags = [
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'base',
  'link',
  'meta',
  'form',
  'svg',
  'math',
  'template',
  'noscript',
  'textarea',
  'title',
  'xmp',
  'plaintext',
];
/** Attributes whose value is more than text: a place to go, a style, code. */
const activeAttribute =
  /^(on.*|href|src|srcset|srcdoc|style|action|formaction|background|poster|data|ping|cite|xlink:href|http-equiv)$/;
/** Tried on the value without white space and control characters, which browsers skip. */
const activeValue = /^(javascript|vbscript|data):/i;

const text: State = { in: 'text' };

export function htmlFindings(nodes: TemplateNode[]): Finding[] {
  const findings: Finding[] = [];
  const end = walk(nodes, text, findings);
  if (end.in !== 'text')
    findings.push({ code: 'template/html-open', at: nodes.at(-1)?.at ?? { line: 1, column: 1 }, params: {} });
  return findings;
}

function walk(nodes: TemplateNode[], start: State, findings: Finding[]): State {
  let state = start;
  for (const node of nodes) {
    if (node.kind === 'text') state = read(node.text, state, node.at, findings);
    else if (node.kind === 'value') checkValue(state, node.at, findings);
    else {
      // Each branch must leave the page where it found it, or the place of what follows depends on data.
      for (const branch of [node.body, node.otherwise]) {
        if (!sameState(walk(branch, state, findings), state))
          findings.push({ code: 'template/html-branch', at: node.at, params: { name: node.block } });
      }
    }
  }
  return state;
}

function checkValue(state: State, at: Position, findings: Finding[]): void {
  const allowed =
    state.in === 'text' || (state.in === 'value' && state.quote !== '' && !activeAttribute.test(state.attribute));
  if (allowed) return;
  const place = state.in === 'value' ? state.attribute : state.in === 'tag' ? `<${state.tag}` : '<!--';
  findings.push({ code: 'template/html-place', at, params: { place } });
}

function sameState(a: State, b: State): boolean {
  if (a.in !== b.in) return false;
  if (a.in === 'value' && b.in === 'value')
    return a.tag === b.tag && a.attribute === b.attribute && a.quote === b.quote;
  return a.in !== 'tag' || (b.in === 'tag' && a.tag === b.tag && a.attribute === b.attribute && a.text === b.text);
}

function read(source: string, start: State, at: Position, findings: Finding[]): State {
  let state = start;
  for (const char of source) state = step(state, char, at, findings);
  return state;
}

function step(state: State, char: string, at: Position, findings: Finding[]): State {
  switch (state.in) {
    case 'text':
      return char === '<' ? { in: 'tag', tag: '', attribute: '', text: '' } : state;
    case 'comment': {
      const seen = (state.text + char).slice(-3);
      return seen === '-->' ? text : { in: 'comment', text: seen };
    }
    case 'value':
      return stepValue(state, char, at, findings);
    case 'tag':
      return stepTag(state, char, at, findings);
  }
}

// `text` holds the word being read: the tag's name first, then names of attributes.
function stepTag(state: State & { in: 'tag' }, char: string, at: Position, findings: Finding[]): State {
  const { tag, attribute, text: word } = state;
  if (tag === '' && word === '!-' && char === '-') return { in: 'comment', text: '' };
  if (char === '>') {
    endWord(state, at, findings);
    return text;
  }
  if (/[\s/]/.test(char)) {
    if (tag === '' && word === '') return char === '/' ? { ...state, text: '/' } : text;
    const [nextTag, nextAttribute] = endWord(state, at, findings);
    return { in: 'tag', tag: nextTag, attribute: nextAttribute, text: '' };
  }
  if (char === '=' && tag !== '') {
    const [, name] = endWord(state, at, findings);
    return { in: 'value', tag, attribute: name, quote: '', text: '' };
  }
  // `<` before anything but a name is text for a browser.
  if (tag === '' && word === '' && !/[a-z!?/]/i.test(char)) return text;
  return { in: 'tag', tag, attribute, text: word + char.toLowerCase() };
}

function endWord(state: State & { in: 'tag' }, at: Position, findings: Finding[]): [tag: string, attribute: string] {
  const { tag, attribute, text: word } = state;
  if (word === '') return [tag, attribute];
  if (tag === '') {
    if (forbiddenTags.includes(word)) findings.push({ code: 'template/html-tag', at, params: { tag: word } });
    return [word, ''];
  }
  if (word.startsWith('on')) findings.push({ code: 'template/html-attribute', at, params: { attribute: word } });
  return [tag, word];
}

function stepValue(state: State & { in: 'value' }, char: string, at: Position, findings: Finding[]): State {
  const { tag, attribute, quote, text: value } = state;
  const after: State = { in: 'tag', tag, attribute: '', text: '' };
  const done = (next: State): State => {
    if (activeAttribute.test(attribute) && activeValue.test(value.replace(/[\s\p{Cc}]/gu, '')))
      findings.push({ code: 'template/html-attribute', at, params: { attribute } });
    return next;
  };
  if (quote === '') {
    if (value === '' && (char === '"' || char === "'")) return { ...state, quote: char };
    if (value === '' && /\s/.test(char)) return state;
    if (char === '>') return done(text);
    if (/\s/.test(char)) return done(after);
  } else if (char === quote) return done(after);
  return { ...state, text: value + char };
}
