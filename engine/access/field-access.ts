/** What an actor's roles let him do with one field of a form. */
export type FieldAccess = 'hidden' | 'masked' | 'read' | 'edit';
