// Reads test files as the compiler does: which tests run in them, and what stands in their tables. A comment is no test.
import { existsSync, readFileSync } from 'node:fs';
import { parseAst } from 'vite';

type Node = { type: string; start: number; end: number; [key: string]: unknown };

/** A test that always runs. `table`: the texts in the table that fills in its title, where it has one. */
type RunningTest = { title: string; table: ReadonlySet<string> };
type TestFile = { tests: RunningTest[]; rows: ReadonlySet<string> };

const root = new URL('../../../', import.meta.url);
const files = new Map<string, TestFile>();

/**
 * Whether words are the title of a running test of a file, a good part of it, or its title as a row of its table fills it in.
 * `title › row` asks for a row whose source stands in the file, or in a file that it imports from beside it.
 */
export function isProof(file: string, words: string): boolean {
  const [said = '', row] = words.split(' › ');
  const { tests, rows } = testFile(file);
  return tests.some((test) => isCalled(test, said)) && (row === undefined || rows.has(plain(row)));
}

const PLACE = /%[sjdifo]|\$[\w.]+/g;

function isCalled({ title, table }: RunningTest, said: string): boolean {
  if (title === said || (said.includes(' ') && said.length > 11 && title.includes(said))) return true;
  if (table.size === 0) return false;
  const pattern = title
    .split(PLACE)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('(.+)');
  const filled = new RegExp(`^${pattern}$`).exec(said);
  return filled !== null && filled.length > 1 && table.has(filled[1] ?? '');
}

function testFile(file: string): TestFile {
  const known = files.get(file);
  if (known) return known;
  const found: TestFile = { tests: [], rows: new Set() };
  const rows = new Set<string>();
  const constants = new Map<string, Node>();
  for (const each of [...besides(file), file]) {
    const { program, source } = parsed(each);
    visit(program, (node) => {
      if (tabular.has(node.type)) rows.add(plain(source.slice(node.start, node.end)));
      const name = node.type === 'VariableDeclarator' ? (node.id as Node).name : undefined;
      if (typeof name === 'string' && isNode(node.init)) constants.set(name, node.init);
    });
    if (each === file) collectTests(program, source, constants, found.tests);
  }
  const whole = { ...found, rows };
  files.set(file, whole);
  return whole;
}

const tabular = new Set(['Literal', 'ArrayExpression', 'ObjectExpression', 'UnaryExpression']);
const idle = new Set(['skip', 'skipIf', 'runIf', 'todo', 'fails']);
const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/([[({]) /g, '$1')
    .replace(/,? ([\])}])/g, '$1');

function parsed(file: string): { program: Node; source: string } {
  const source = readFileSync(new URL(file, root), 'utf8');
  return { source, program: parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node };
}

function besides(file: string): string[] {
  const folder = new URL(file, root);
  return (parsed(file).program.body as Node[]).flatMap((node) => {
    const from = node.type === 'ImportDeclaration' ? String((node.source as Node).value) : '';
    const path = from.startsWith('.') ? new URL(from, folder).pathname.slice(root.pathname.length) : '';
    return path.startsWith('test/') && existsSync(new URL(path, root)) ? [path] : [];
  });
}

// What is inside of a skipped group does not run either, so it is not looked into.
function collectTests(node: unknown, source: string, constants: Map<string, Node>, tests: RunningTest[]): void {
  if (Array.isArray(node)) for (const each of node) collectTests(each, source, constants, tests);
  if (!isNode(node)) return;
  if (node.type === 'CallExpression') {
    const callee = node.callee as Node;
    const words = calleeOf(callee) ?? [];
    const [first = ''] = words;
    if (words.some((word) => idle.has(word)) && ['it', 'test', 'describe'].includes(first)) return;
    const [titled, body] = node.arguments as Node[];
    if ((first === 'it' || first === 'test') && body) {
      const title = titleOf(titled, source);
      const [table] = callee.type === 'CallExpression' ? (callee.arguments as Node[]) : [];
      if (title !== undefined) tests.push({ title, table: textsIn(table, constants) });
    }
  }
  for (const value of Object.values(node)) collectTests(value, source, constants, tests);
}

function textsIn(table: Node | undefined, constants: Map<string, Node>): ReadonlySet<string> {
  const texts = new Set<string>();
  const looked = new Set<string>();
  const look = (node: Node) => {
    if (node.type === 'Literal') texts.add(String(node.value));
    if (node.type === 'Property' && (node.key as Node).type === 'Identifier')
      texts.add(String((node.key as Node).name));
    const name = node.type === 'Identifier' ? String(node.name) : '';
    const behind = constants.get(name);
    if (!behind || looked.has(name)) return;
    looked.add(name);
    visit(behind, look);
  };
  visit(table, look);
  return texts;
}

/** `it.each(rows)` → `['it', 'each']`. */
function calleeOf(callee: Node): string[] | undefined {
  if (callee.type === 'Identifier') return [String(callee.name)];
  if (callee.type === 'CallExpression') return calleeOf(callee.callee as Node);
  if (callee.type !== 'MemberExpression') return undefined;
  const before = calleeOf(callee.object as Node);
  return before && [...before, String((callee.property as Node).name)];
}

function titleOf(node: Node | undefined, source: string): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return node?.type === 'TemplateLiteral' ? source.slice(node.start + 1, node.end - 1) : undefined;
}

function visit(node: unknown, look: (node: Node) => void): void {
  if (Array.isArray(node)) for (const each of node) visit(each, look);
  if (!isNode(node)) return;
  look(node);
  for (const value of Object.values(node)) visit(value, look);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
