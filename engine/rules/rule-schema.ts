import type { JsonObject } from '../core/json.ts';
import { localise } from '../core/text.ts';
import { operators } from './operator-info.ts';

// One operator per object is said by the schema; operands' types are `parseRule`'s business, it says more about them.
const operand: JsonObject = { $ref: '#/$defs/rule' };

const calls: JsonObject = Object.fromEntries(
  operators.map(({ name, label }) => [
    name,
    {
      title: localise(label, 'en'),
      description: `${localise(label, 'en')} · ${localise(label, 'zh-CN')}`,
      anyOf: [operand, { type: 'array', items: operand, maxItems: 1000 }],
    },
  ]),
);

const rule: JsonObject = {
  title: 'Rule',
  description: 'A JSON-Logic expression: a constant, or an object with exactly one operator.',
  anyOf: [
    { type: ['string', 'number', 'boolean'] },
    { type: 'array', items: operand, maxItems: 1000 },
    { type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: false, properties: calls },
  ],
};

/**
 * JSON Schema of a rule, for editors. Inside another schema: put `ruleSchema.$defs` into its `$defs` and refer to
 * `#/$defs/rule`. Whether a rule is right is for `parseRule` to say.
 */
export const ruleSchema: JsonObject & { $defs: JsonObject } = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $ref: '#/$defs/rule',
  $defs: { rule },
};
