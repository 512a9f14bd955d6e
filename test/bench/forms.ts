// How fast a form is settled, against compiled AJV plus stock json-logic-js doing the same by hand, in one run:
//   npx tsx test/bench/forms.ts
import { Ajv2020 } from 'ajv/dist/2020.js';
import jsonLogic from 'json-logic-js';
import { type JsonObject, toStructureValidator } from '../../engine/core/index.ts';
import { compileStructure } from '../../engine/core/json-schema-compiler.ts';
import { settle, structureSchema } from '../../engine/forms/index.ts';
import { contextOf, definition, formOf } from '../engine/forms/sample.ts';

const WANTED = 0.3;

const form = formOf(definition('forms/transfer.json'));
const maker = { id: 'p', tenant: 't', name: 'li', title: 'Li', unit: 'u-branch', roles: ['maker'] };
const ctx = contextOf(form, { actor: maker });
const module = { exports: {} as unknown };
new Function('module', 'exports', compileStructure(structureSchema(form)))(module, module.exports);
const structure = toStructureValidator(module.exports);

const data: JsonObject = {
  applyDate: '2026-11-24',
  customer: { id: 'c-1', name: '上海恒通商贸有限公司', account: '6222021001112223331', level: 'a' },
  bankName: '上海银行徐汇支行',
  account: '4111111111111111',
  fromAccount: '6222021001112223331',
  purpose: 'goods',
  dueDate: '2026-12-01',
  items: Array.from({ length: 3 }, (_, index) => ({ what: `Line ${index}`, cost: 1_000_000 + index })),
  amount: 3_000_003,
  urgent: true,
  note: 'As agreed',
  voucherNo: 'AB123456',
};

// The same by hand: one schema with everything that AJV can say, the form's rules as json-logic-js takes them.
const text = (maxLength: number) => ({ type: 'string', maxLength });
const ajv = new Ajv2020({ allErrors: true, strict: false });
const validate = ajv.compile({
  type: 'object',
  additionalProperties: false,
  required: ['applyDate', 'customer', 'bankName', 'account', 'fromAccount', 'purpose', 'items', 'amount'],
  properties: {
    no: text(100),
    applyDate: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    customer: {
      type: 'object',
      required: ['id'],
      properties: { id: text(64), name: text(80), account: text(40), level: text(64) },
    },
    bankName: text(80),
    account: { type: 'string', pattern: '^\\d{12,19}$' },
    fromAccount: { type: 'string', pattern: '^\\d{12,19}$' },
    purpose: { enum: ['goods', 'services', 'project', 'rent', 'deposit', 'other'] },
    purposeText: text(100),
    dueDate: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    items: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: {
        type: 'object',
        required: ['what', 'cost'],
        properties: { what: text(60), cost: { type: 'integer', minimum: 1 }, note: text(100) },
      },
    },
    amount: { type: 'integer', minimum: 1, maximum: 100_000_000_000 },
    evidence: { type: 'array', maxItems: 5 },
    urgent: { type: 'boolean' },
    note: text(500),
    voucherNo: { type: 'string', maxLength: 30, pattern: '^[A-Z]{2}[0-9]{6}$' },
    paidOn: text(10),
  },
});
const sum = { reduce: [{ var: 'items' }, { '+': [{ var: 'current.cost' }, { var: 'accumulator' }] }, 0] };
const rules = [
  { '>': [{ var: 'amount' }, 5_000_000] },
  { '!': [{ '==': [{ var: 'purpose' }, 'other'] }] },
  { '==': [{ var: 'urgent' }, true] },
  { '!': [{ var: 'paidOn' }] },
  { '==': [{ var: 'account' }, { var: 'fromAccount' }] },
  { '<': [{ var: 'dueDate' }, { var: 'applyDate' }] },
];
function byHand(): boolean {
  const copy: JsonObject = { ...data, amount: jsonLogic.apply(sum as never, data) as number };
  let held = 0;
  for (const rule of rules) if (jsonLogic.apply(rule as never, copy)) held++;
  return validate(copy) && held === 3;
}

function ours(): boolean {
  return settle(form, data, ctx, structure).issues.length === 0;
}

// Processor time, not the clock's: other work on the machine is not measured.
function microseconds(work: () => boolean, count: number): number {
  const start = process.cpuUsage();
  for (let i = 0; i < count; i++)
    if (!work()) throw new Error('The measured form is valid: something else was measured');
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

for (const warm of [byHand, ours]) microseconds(warm, 20_000);
// In turns, so that whatever else slows the processor down meets both alike.
const rounds = Array.from({ length: 41 }, () => ({
  hand: microseconds(byHand, 2_000),
  ours: microseconds(ours, 1_000),
}));
const ratio = median(rounds.map((round) => round.hand / round.ours));
console.log(
  JSON.stringify({
    'AJV + json-logic-js, µs': Number(median(rounds.map((round) => round.hand)).toFixed(1)),
    'settle, µs': Number(median(rounds.map((round) => round.ours)).toFixed(1)),
    ratio: Number(ratio.toFixed(2)),
    wanted: WANTED,
  }),
);
if (ratio < WANTED) process.exitCode = 1;
