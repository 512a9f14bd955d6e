// Runs alone in a short-lived process: makes validators' code out of structure schemas and ends. Nothing else of the server is here.
import { compileStructure } from '../../engine/core/json-schema-compiler.ts';
import type { JsonObject } from '../../engine/index.ts';

export type CompileOrder = { schemas: { [form: string]: JsonObject } };
export type CompileAnswer =
  | { ok: true; codes: { [form: string]: string } }
  | { ok: false; form: string; reason: string };

function compileAll({ schemas }: CompileOrder): CompileAnswer {
  const codes: { [form: string]: string } = {};
  for (const [form, schema] of Object.entries(schemas)) {
    try {
      codes[form] = compileStructure(schema);
    } catch (cause) {
      return { ok: false, form, reason: cause instanceof Error ? cause.message : String(cause) };
    }
  }
  return { ok: true, codes };
}

process.once('message', (order: CompileOrder) => {
  process.send?.(compileAll(order), () => process.disconnect());
});
