import { type Issue, issue } from '../core/issue.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { localise } from '../core/text.ts';
import { keySchema, textSchema } from './declaration-schema.ts';
import type { CheckContext, FormatContext, ParseTools } from './field-type.ts';
import { itemIssues, OPTION_PATTERN, type Option, type OptionSet, optionOf, withFormer } from './option-set.ts';

/**
 * What there is to choose: an option set named by its key, or written out in the field. `former` are options that the field
 * had from elsewhere in earlier releases.
 */
export type ChoiceDeclaration = { key?: string; set: OptionSet; former?: Option[] };

export const choiceDeclaration = {
  properties: {
    options: {
      description: 'Key of an option set, or the options themselves.',
      anyOf: [
        keySchema,
        {
          type: 'array',
          minItems: 1,
          maxItems: 200,
          items: {
            type: 'object',
            required: ['key', 'title'],
            additionalProperties: false,
            properties: {
              key: { type: 'string', pattern: OPTION_PATTERN.source },
              title: textSchema,
              retired: { type: 'boolean' },
              parent: { type: 'string', pattern: OPTION_PATTERN.source },
            },
          },
        },
      ],
    },
  },
  required: ['options'],
};

/** Two options to begin with. */
export const freshOptions: JsonObject = {
  options: [
    { key: 'first', title: { en: 'First', 'zh-CN': '选项一' } },
    { key: 'second', title: { en: 'Second', 'zh-CN': '选项二' } },
  ],
};

export function parseChoice(json: JsonObject, at: JsonPointer, tools: ParseTools): ChoiceDeclaration {
  const { options } = json;
  const path = at + pointer('options');
  if (Array.isArray(options)) {
    tools.issues.push(...itemIssues(options, path));
    return { set: withFormer({ key: '', title: '', items: options as OptionSet['items'] }, tools.links?.former?.(at)) };
  }
  const key = typeof options === 'string' ? options : '';
  const former = tools.links?.former?.(at, key) ?? [];
  const set = tools.links?.options(key);
  if (tools.links && !tools.links.cut && !set && key !== '')
    tools.issues.push(issue('field/unknown-options', path, { key }));
  return { key, set: set ?? { key, title: key, items: [] }, ...(former.length > 0 && { former }) };
}

/** The set as it is now, or else as the form was parsed with. */
export function optionsOf(d: ChoiceDeclaration, context: Pick<CheckContext, 'options'>): OptionSet {
  const set = (d.key === undefined ? undefined : context.options?.(d.key)) ?? d.set;
  if (!d.former) return set;
  const known = united.get(set) ?? new WeakMap<Option[], OptionSet>();
  united.set(set, known);
  const made = known.get(d.former) ?? withFormer(set, d.former);
  known.set(d.former, made);
  return made;
}

const united = new WeakMap<OptionSet, WeakMap<Option[], OptionSet>>();

/** Why a key cannot be chosen now; no issue where it can. */
export function optionIssues(value: Json, d: ChoiceDeclaration, context: CheckContext): Issue[] {
  const option = typeof value === 'string' ? optionOf(optionsOf(d, context), value) : undefined;
  // What the record holds already may stay, also where no release is known that offered it.
  if (!option) return typeof value === 'string' && context.kept?.(value) ? [] : [issue('field/not-an-option', '')];
  if (option.retired && !context.kept?.(option.key))
    return [issue('field/option-retired', '', { title: option.title })];
  const open = !context.allowed || context.allowed.includes(option.key);
  return open ? [] : [issue('field/option-not-open', '', { title: option.title })];
}

/** The title of a key; the key itself where the set no longer has it. */
export function titleOf(key: string, d: ChoiceDeclaration, context: FormatContext): string {
  const option = optionOf(optionsOf(d, context), key);
  return option ? localise(option.title, context.locale) : key;
}
