import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;
export type JsonPath = (string | number)[];

/** Where a position stands in the JSON: the path of the value around it, and whether a property's name is being written there. */
export function pathAt(state: EditorState, position: number): { path: JsonPath; inName: boolean; node: Node } {
  const node = syntaxTree(state).resolveInner(position, -1);
  const inName =
    node.name === 'PropertyName' || node.name === 'Object' || (node.name === '{' && node.parent?.name === 'Object');
  return {
    path: pathOf(state, inName && node.name === 'PropertyName' ? (node.parent?.parent ?? node) : node),
    inName,
    node,
  };
}

/** The path of a node: property names and positions from the root down. */
export function pathOf(state: EditorState, node: Node): JsonPath {
  const path: JsonPath = [];
  for (let here: Node | null = node; here?.parent; here = here.parent) {
    const { parent }: { parent: Node | null } = here;
    if (parent?.name === 'Property' && here.name !== 'PropertyName') path.unshift(nameOf(state, parent));
    else if (parent?.name === 'Array' && isValue(here)) path.unshift(positionIn(parent, here));
  }
  return path;
}

function nameOf(state: EditorState, property: Node): string {
  const name = property.getChild('PropertyName');
  const text = name ? state.sliceDoc(name.from, name.to) : '""';
  try {
    return String(JSON.parse(text));
  } catch {
    return text.replaceAll('"', '');
  }
}

const values = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

function isValue(node: Node): boolean {
  return values.has(node.name);
}

function positionIn(array: Node, item: Node): number {
  let position = 0;
  for (let child = array.firstChild; child; child = child.nextSibling) {
    if (child.from === item.from && child.to === item.to) return position;
    if (isValue(child)) position += 1;
  }
  return position;
}

/** The range of the value at a path; of the nearest value above it where there is none; the start of the text at last. */
export function rangeOf(state: EditorState, path: readonly string[]): { from: number; to: number } {
  let node: Node | null = syntaxTree(state).topNode.firstChild;
  let best = { from: 0, to: Math.min(1, state.doc.length) };
  for (const segment of [...path, undefined]) {
    if (!node) return best;
    best = { from: node.from, to: node.to };
    if (segment === undefined) return best;
    const found: Node | null = step(state, node, segment);
    // What is missing in an object is shown at the object's opening brace, not over all of it.
    if (!found) return node.name === 'Object' ? { from: node.from, to: node.from + 1 } : best;
    node = found;
  }
  return best;
}

function step(state: EditorState, node: Node, segment: string): Node | null {
  if (node.name === 'Object') {
    const property = node.getChildren('Property').find((one) => nameOf(state, one) === segment);
    return property?.lastChild && isValue(property.lastChild) ? property.lastChild : (property ?? null);
  }
  if (node.name !== 'Array') return null;
  let position = 0;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!isValue(child)) continue;
    if (String(position) === segment) return child;
    position += 1;
  }
  return null;
}
