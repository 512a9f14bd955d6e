import type { TakenProperty } from '../core/idle.ts';
import type { JsonObject } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import { objectOf } from './raw.ts';
import { bool, branch, chosenBy, key, list, peopleScope, ref, shape, text, words } from './schema-words.ts';
import type { StepType } from './step.ts';

export const stepTypes = ['approval', 'fill', 'wait', 'copy'] as const satisfies readonly StepType[];

const deciding: readonly StepType[] = ['approval', 'fill'];
const told: readonly StepType[] = ['approval', 'fill', 'copy'];

type StepProperty = {
  schema: JsonObject;
  /** The types of step that do something with it. */
  types: readonly StepType[];
  /** Only where the step's decisions have this one. */
  decision?: string;
};

const access = (...values: string[]): JsonObject => ({ type: 'object', additionalProperties: words(...values) });

/** What a step may say, and which types of step do something with it. The schema, the check and the studio read this table. */
const properties: { readonly [property: string]: StepProperty } = {
  title: { schema: text, types: stepTypes },
  assign: { schema: list(ref('assign'), 20), types: told },
  order: { schema: words('parallel', 'sequence'), types: deciding },
  decide: {
    schema: {
      description: 'any, all, or a share of the assigned.',
      type: ['string', 'object'],
      if: { type: 'object' },
      ...branch(
        shape({ vote: { type: 'number', exclusiveMinimum: 0, maximum: 1 }, waitForAll: bool }, ['vote']),
        words('any', 'all'),
      ),
    },
    types: deciding,
  },
  reject: { schema: words('first', 'all'), types: deciding, decision: 'reject' },
  decisions: { schema: list(key, 20), types: deciding },
  return: {
    schema: shape({ to: list({ type: 'string' }), resume: words('rerun', 'direct', 'ask') }, ['to']),
    types: deciding,
    decision: 'return',
  },
  fields: { schema: access('hidden', 'masked', 'read', 'edit', 'required'), types: told },
  opinion: { schema: words('optional', 'required', 'on-reject'), types: deciding },
  sign: { schema: words('password'), types: deciding },
  ignore: {
    schema: {
      ...list({ type: 'string' }),
      description: 'Fields of the form whose later change does not ask the people of this step again.',
    },
    types: deciding,
  },
  separate: { schema: list(key), types: deciding },
  empty: {
    schema: {
      description: 'What happens where nobody is found.',
      type: ['string', 'object'],
      if: { type: 'object' },
      ...branch(shape({ role: key }, ['role']), words('incident', 'to-admin', 'skip')),
    },
    types: deciding,
  },
  transfer: { schema: peopleScope(), types: deciding, decision: 'transfer' },
  addSigner: {
    schema: peopleScope({ depth: { type: 'integer', minimum: 1, maximum: 3 } }),
    types: deciding,
    decision: 'add-signer',
  },
  auto: { schema: bool, types: ['approval'] },
  guide: { schema: text, types: told },
};

// Nothing is written in a copy.
const ofCopies: JsonObject = { fields: access('hidden', 'masked', 'read') };

/** True where a step of this type can do something with the property. `decisions`: those that the step has, where they are known. */
export function stepTakes(type: StepType, property: string, decisions?: readonly string[]): boolean {
  const taken = Object.hasOwn(properties, property) ? properties[property] : undefined;
  if (!taken?.types.includes(type)) return false;
  return taken.decision === undefined || decisions === undefined || decisions.includes(taken.decision);
}

/** What the parser reads: every property in every type, as stored releases may have them. */
export const readableStep: JsonObject = shape(
  { type: words(...stepTypes), ...mapped(([, { schema }]) => schema, Object.entries(properties)) },
  ['type'],
);

/** The published schema of a step: each type with what it takes. */
export const publishedStep: JsonObject = {
  type: 'object',
  required: ['type'],
  properties: { type: { enum: [...stepTypes] } },
  allOf: chosenBy('type', Object.fromEntries(stepTypes.map((type) => [type, stepOf(type)]))),
};

function stepOf(type: StepType): JsonObject {
  const own = Object.entries(properties).filter(([name]) => stepTakes(type, name));
  const schemas = mapped(([name, { schema }]) => (type === 'copy' ? ofCopies[name] : undefined) ?? schema, own);
  return shape({ type: { const: type }, ...schemas }, ['type']);
}

function mapped(
  schemaOf: (entry: [string, StepProperty]) => JsonObject[string],
  entries: [string, StepProperty][],
): JsonObject {
  return Object.fromEntries(entries.map((entry) => [entry[0], schemaOf(entry)])) as JsonObject;
}

const names: { [T in StepType]: Text } = {
  approval: { en: 'an approval', 'zh-CN': '审批环节' },
  fill: { en: 'a step that fills in', 'zh-CN': '填写环节' },
  wait: { en: 'a step that waits for an event', 'zh-CN': '等待环节' },
  copy: { en: 'a copy', 'zh-CN': '抄送环节' },
};

const said = (text: Text, locale: 'en' | 'zh-CN') => (typeof text === 'string' ? text : (text[locale] ?? ''));

function whyNot(type: StepType): Text {
  return {
    en: `${said(names[type], 'en')} does not take it`,
    'zh-CN': `${said(names[type], 'zh-CN')}没有此项`,
  };
}

const withoutDecision = (decision: string): Text => ({
  en: `the decisions of the step do not have "${decision}"`,
  'zh-CN': `本环节的可选操作中没有“${decision}”`,
});

/** The table of what a step of this type takes. `decisions`: those that it has, with the usual ones where it names none. */
export function stepTable(json: JsonObject, type: StepType, decisions: readonly string[]): TakenProperty[] {
  const wholes = Object.entries(properties).map(([name, { types, decision }]): TakenProperty => {
    const fits = types.includes(type);
    return {
      at: pointer(name),
      takes: () => fits && (decision === undefined || decisions.includes(decision)),
      why: fits && decision !== undefined ? withoutDecision(decision) : whyNot(type),
    };
  });
  if (type !== 'copy') return wholes;
  const written = Object.entries(objectOf(json.fields)).map(([field, given]) => ({
    at: `/fields${pointer(field)}`,
    takes: () => !['edit', 'required'].includes(String(given)),
    why: { en: 'a copy is only read', 'zh-CN': '抄送环节只能查看' },
  }));
  return [...wholes, ...written];
}
