import type { JsonObject } from '../core/json.ts';
import type { Context, Settled, StructureValidator } from './context.ts';
import type { Form } from './form.ts';

export declare function settle(form: Form, data: JsonObject, ctx: Context, structure?: StructureValidator): Settled;
