// The package has no types for its parser alone, which is all that is used of it: the compiler stays out of the program.
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  type Position = { line: number; column: number };
  type Node = { type: string; loc: { start: Position } };
  export type Program = Node & { body: Statement[]; blockParams?: string[]; chained?: boolean };
  export type Expression = Node & {
    data?: boolean;
    depth?: number;
    parts?: (string | Expression)[];
    original?: unknown;
  };
  export type Statement = Node & {
    value?: string;
    path?: Expression;
    params?: Expression[];
    hash?: Node;
    escaped?: boolean;
    program?: Program;
    inverse?: Program;
  };
  /** Text → syntax tree, without whitespace control. Throws on a syntax error. */
  export function parseWithoutProcessing(source: string): Program;
  /** A tree made by `parseWithoutProcessing`, with whitespace control carried out (recursive). */
  export function parse(tree: Program): Program;
}
