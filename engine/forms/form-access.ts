import type { Actor, FieldAccess } from '../access/index.ts';
import type { Form } from './form.ts';

/** Names of everything in the form that can have rights of its own: fields, columns of rows, carried parts of references. */
export declare function accessNames(form: Form): string[];

/** What the actor may do with each of them; a carried part is never wider than its own form allows him. */
export declare function formAccess(form: Form, actor: Pick<Actor, 'roles'>): { [field: string]: FieldAccess };

/** Every field open: for what the engine itself does in nobody's name. */
export declare function fullAccess(form: Form): { [field: string]: FieldAccess };
