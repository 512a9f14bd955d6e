import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/index.ts';
import { CompileError, compileStructures } from '../../../server/compile/compile-structures.ts';
import { loadStructure } from '../../../server/compile/load-structure.ts';
import { asModule } from '../../../server/http/validators.ts';

const thing: JsonObject = {
  type: 'object',
  properties: {
    no: { type: 'string', maxLength: 10 },
    rows: {
      type: 'array',
      maxItems: 3,
      items: { type: 'object', properties: { n: { type: 'integer' } }, additionalProperties: false },
    },
  },
  additionalProperties: false,
};

describe('structure validators', () => {
  it('are compiled in a process of their own and loaded without generating code', async () => {
    const { thing: compiled } = await compileStructures({ thing });
    if (!compiled) throw new Error('nothing compiled');
    expect(compiled.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(compiled.code).not.toMatch(/\brequire\(|\bnew Function\b|\beval\(/);
    const validate = loadStructure(compiled.hash, compiled.code);
    expect(validate({ no: 'A1', rows: [{ n: 1 }] })).toEqual([]);
    const issues = validate({ no: 'A'.repeat(11), rows: [{ n: 1.5 }], constructor: 1 });
    expect(issues.map(({ path }) => path).sort()).toEqual(['/constructor', '/no', '/rows/0/n']);
  });

  it('are the same module in the browser', async () => {
    const { thing: compiled } = await compileStructures({ thing });
    const module = (await import(`data:text/javascript,${encodeURIComponent(asModule(compiled?.code ?? ''))}`)) as {
      default: (data: unknown) => boolean;
    };
    expect(module.default({ no: 'A1' })).toBe(true);
    expect(module.default({ no: 1 })).toBe(false);
  });

  it('are made once for one structure', async () => {
    const first = await compileStructures({ thing });
    const again = await compileStructures({ other: structuredClone(thing) });
    expect(again.other).toBe(first.thing);
  });

  it('are refused with the form that has the fault', async () => {
    const refused = await compileStructures({
      thing,
      bad: { type: 'object', properties: { a: { $ref: '#/nothing' } } },
    }).catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(CompileError);
    expect(refused).toMatchObject({ form: 'bad', message: expect.stringContaining('$ref') });
  });
});
