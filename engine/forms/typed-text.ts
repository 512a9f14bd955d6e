import type { Field } from '../fields/index.ts';

/** A text that people type: two that look alike are the same. */
export function isTypedText({ kind, declaration, options }: Field): boolean {
  return !options && kind.computable && kind.ruleType(declaration).kind === 'text';
}
