import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, valueAt } from '../../../engine/core/index.ts';
import { matchSchema } from '../../../engine/core/json-schema.ts';
import { fieldTypes } from '../../../engine/fields/index.ts';
import {
  fieldStates,
  flatSchema,
  formAccess,
  formSchema,
  settle,
  structureSchema,
} from '../../../engine/forms/index.ts';
import { clerk, contextOf, definition, formOf, formWith } from './sample.ts';

const transfer = formOf(definition('forms/transfer.json'));
const maker = { ...clerk, roles: ['maker'] };

describe('the published schema of forms', () => {
  it.each(['customer', 'transfer'])('takes the form %s that ships', (key) => {
    expect(matchSchema(formSchema, definition(`forms/${key}.json`))).toEqual([]);
  });

  it('refuses what is misspelt in a field of its type', () => {
    const json = definition('forms/customer.json');
    const fields = json.fields as { [name: string]: JsonObject };
    fields.name = { ...fields.name, maxLenght: 3 };
    expect(matchSchema(formSchema, json).map(({ code, path }) => [code, path])).toEqual([
      ['definition/unknown-key', '/fields/name/maxLenght'],
    ]);
  });

  it('says something about every key of every type', () => {
    for (const { type, declaration } of fieldTypes) {
      const known = valueAt(formSchema, `/$defs/${type}/properties`);
      expect(Object.keys(known as JsonObject)).toEqual(
        expect.arrayContaining(['title', 'compute', ...Object.keys(declaration.properties)]),
      );
    }
  });

  it('names in its references only what is there', () => {
    const refs: string[] = [];
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(visit);
      else if (isJsonObject(value)) {
        if (typeof value.$ref === 'string') refs.push(value.$ref);
        Object.values(value).forEach(visit);
      }
    };
    visit(formSchema);
    expect(refs.length).toBeGreaterThan(20);
    for (const ref of refs) expect(valueAt(formSchema, ref.slice(1)), ref).toBeDefined();
  });
});

describe('the flat schema', () => {
  const drawn = (data: JsonObject, locale: 'en' | 'zh-CN' = 'en') => {
    const { states } = settle(transfer, data, contextOf(transfer, { actor: maker }));
    return flatSchema(transfer, states, locale);
  };

  it('has what is visible, in the order of the layout, and requires what is required now', () => {
    const { schema, uiSchema } = drawn({ purpose: 'other', urgent: true });
    const order = [
      'no',
      'applyDate',
      'purpose',
      'purposeText',
      'urgent',
      'dueDate',
      'customer',
      'bankName',
      'account',
      'fromAccount',
      'items',
      'amount',
      'evidence',
      'voucherNo',
      'note',
    ];
    expect(uiSchema['ui:order']).toEqual(order);
    expect(Object.keys(schema.properties as JsonObject)).toEqual(order);
    expect(schema.required).toEqual(expect.arrayContaining(['purposeText', 'dueDate', 'items', 'amount']));
    expect(drawn({}).schema.required).not.toContain('dueDate');
    expect((drawn({}).schema.properties as JsonObject).purposeText).toBeUndefined();
  });

  it('speaks the reader’s language, and leaves retired options out', () => {
    const { schema, uiSchema } = drawn({}, 'zh-CN');
    expect(valueAt(schema, '/properties/purpose')).toMatchObject({
      title: '用途',
      enum: ['goods', 'services', 'project', 'rent', 'deposit', 'other'],
    });
    expect(valueAt(uiSchema, '/purpose')).toMatchObject({
      'ui:widget': 'choice',
      'ui:enumNames': ['货款', '服务费', '工程款', '租金', '保证金', '其他'],
    });
    expect(valueAt(uiSchema, '/evidence/ui:help')).toBe('合同或发票，金额超过 50,000 元时必须提供');
    expect(valueAt(schema, '/properties/items/items/properties/cost/title')).toBe('金额');
    expect(valueAt(uiSchema, '/items/items/ui:order')).toEqual(['what', 'cost', 'note']);
  });

  it('keeps a retired option that the record has', () => {
    const ctx = contextOf(transfer, { actor: maker, exists: true, before: { purpose: 'advance' } });
    const states = fieldStates(transfer, { purpose: 'advance' }, ctx);
    const { schema } = flatSchema(transfer, states, 'en');
    expect(valueAt(schema, '/properties/purpose/enum')).toContain('advance');
    expect(settle(transfer, { purpose: 'advance' }, ctx).issues.map(({ path }) => path)).not.toContain('/purpose');
    // Chosen anew, it is refused.
    const other = contextOf(transfer, { actor: maker, exists: true, before: { purpose: 'goods' } });
    expect(settle(transfer, { purpose: 'advance' }, other).issues).toContainEqual(
      expect.objectContaining({ code: 'field/option-retired', path: '/purpose' }),
    );
  });

  it('draws a masked field as the text that it is', () => {
    const analyst = { ...clerk, roles: ['analyst'] };
    const ctx = contextOf(transfer, { actor: analyst, access: formAccess(transfer, analyst) });
    const { schema, uiSchema } = flatSchema(transfer, fieldStates(transfer, {}, ctx), 'en');
    expect(valueAt(schema, '/properties/account')).toEqual({ type: 'string', title: 'Receiving account' });
    expect(valueAt(uiSchema, '/account')).toMatchObject({ 'ui:widget': 'bank-account', 'ui:readonly': true });
  });

  it('has nothing that could be decided again', () => {
    const text = JSON.stringify(drawn({ purpose: 'other', items: [{}, {}] }));
    for (const keyword of ['"if"', '"oneOf"', '"anyOf"', '"$ref"', '"dependencies"', 'ui:style', 'ui:classNames']) {
      expect(text).not.toContain(keyword);
    }
  });
});

describe('the structure schema', () => {
  it('is closed, and requires nothing but what makes a link a link', () => {
    const schema = structureSchema(transfer);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toBeUndefined();
    expect(valueAt(schema, '/properties/customer')).toMatchObject({ required: ['id'], additionalProperties: false });
  });

  it('bounds every text and every list', () => {
    const everything = formWith(
      Object.fromEntries([
        ['plain', { type: 'text' }],
        ['long', { type: 'long-text' }],
        ['many', { type: 'multi-choice', options: [{ key: 'a', title: 'A' }] }],
        ['rows', { type: 'line-items', fields: { a: { type: 'text' } } }],
        ['files', { type: 'attachment' }],
        ...['phone', 'email', 'id-number', 'bank-account', 'date', 'date-time'].map((type) => [
          type.replace('-', ''),
          { type },
        ]),
      ]),
    );
    const open: string[] = [];
    const visit = (value: unknown, at: string): void => {
      if (!isJsonObject(value)) return;
      if (value.type === 'string' && value.maxLength === undefined) open.push(at);
      if (value.type === 'array' && value.maxItems === undefined) open.push(at);
      for (const [key, inner] of Object.entries(value)) visit(inner, `${at}/${key}`);
    };
    visit(structureSchema(everything), '');
    expect(open).toEqual([]);
  });
});
