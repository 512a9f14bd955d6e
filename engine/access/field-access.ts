/** What an actor's roles allow on one field of a form. */
export type FieldAccess = 'hidden' | 'masked' | 'read' | 'edit';

/** From least to most. */
export const fieldAccesses = ['hidden', 'masked', 'read', 'edit'] as const satisfies readonly FieldAccess[];

export function widest(a: FieldAccess, b: FieldAccess): FieldAccess {
  return fieldAccesses.indexOf(a) >= fieldAccesses.indexOf(b) ? a : b;
}

export function narrowest(a: FieldAccess, b: FieldAccess): FieldAccess {
  return fieldAccesses.indexOf(a) <= fieldAccesses.indexOf(b) ? a : b;
}
