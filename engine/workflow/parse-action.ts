import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { ActionTemplate, NoticeTarget, ValueTemplate } from './action.ts';
import { type Parsing, refuse, ruleAt } from './parsing.ts';
import { manyOf, objectOf, stringOf } from './raw.ts';

const DEEPEST = 12;

/** The actions written at `path`; answers their indexes in `parsing.actions`. */
export function parseActions(json: Json | undefined, path: JsonPointer, state: string, parsing: Parsing): number[] {
  return manyOf(json).flatMap(({ json: action, at }) => {
    const template = parseAction(objectOf(action), path + at, parsing);
    if (!template) return [];
    const index = parsing.actions.length;
    parsing.actions.push({ index, state, template, pointer: path + at });
    return [index];
  });
}

function parseAction(json: JsonObject, path: JsonPointer, parsing: Parsing): ActionTemplate | undefined {
  const params = objectOf(json.params);
  const at = `${path}/params`;
  const closed = (allowed: string[], required: string[] = []) => {
    for (const key of Object.keys(params)) {
      if (!allowed.includes(key))
        refuse(parsing, 'definition/unknown-key', at + pointer(key), { key, hint: didYouMean(key, allowed) });
    }
    for (const key of required) if (params[key] === undefined) refuse(parsing, 'definition/required', at, { key });
  };
  const name = (key: string) => stringOf(params[key]) ?? '';
  const value = (key: string) => parseValue(params[key] ?? {}, at + pointer(key), parsing);
  switch (json.type) {
    case 'set':
      return { type: 'set', values: parseSet(params, at, parsing) };
    case 'notify': {
      closed(['template', 'to', 'channel'], ['template']);
      if (params.channel !== undefined && params.channel !== 'mail')
        refuse(parsing, 'definition/value', `${at}/channel`, { found: params.channel, allowed: ['mail'] });
      const to =
        params.to === undefined
          ? (['assignees'] as NoticeTarget[])
          : manyOf(params.to).flatMap((one) => targetOf(one.json, `${at}/to${one.at}`, parsing) ?? []);
      return {
        type: 'notify',
        template: name('template'),
        to,
        ...(params.channel === 'mail' ? { channel: 'mail' as const } : {}),
      };
    }
    case 'create-record':
      closed(['form', 'data', 'link'], ['form']);
      return {
        type: 'create-record',
        form: name('form'),
        data: value('data'),
        ...(params.link === undefined ? {} : { link: name('link') }),
      };
    case 'update-record':
      closed(['form', 'record', 'data'], ['form', 'record', 'data']);
      return { type: 'update-record', form: name('form'), record: value('record'), data: value('data') };
    case 'apply-change':
      closed([]);
      return { type: 'apply-change' };
    case 'call':
      closed(['connector', 'operation', 'data'], ['connector']);
      return {
        type: 'call',
        connector: name('connector'),
        data: value('data'),
        ...(params.operation === undefined ? {} : { operation: name('operation') }),
      };
    case 'start-case':
      closed(['workflow', 'data'], ['workflow']);
      return { type: 'start-case', workflow: name('workflow'), data: value('data') };
    case 'emit':
      closed(['event', 'data'], ['event']);
      return { type: 'emit', event: name('event'), data: value('data') };
    default:
      return undefined; // Reported by the schema.
  }
}

function parseSet(params: JsonObject, path: JsonPointer, parsing: Parsing): { [field: string]: ValueTemplate } {
  const values: { [field: string]: ValueTemplate } = {};
  for (const [name, json] of Object.entries(params)) {
    const at = path + pointer(name);
    const field = parsing.form && Object.hasOwn(parsing.form.fields, name) ? parsing.form.fields[name] : undefined;
    if (parsing.form && !field) {
      refuse(parsing, 'workflow/unknown-field', at, {
        field: name,
        hint: didYouMean(name, Object.keys(parsing.form.fields)),
      });
    } else if (field?.compute !== undefined) refuse(parsing, 'workflow/set-computed', at, { field: name });
    else values[name] = parseValue(json, at, parsing);
  }
  return values;
}

const targets = ['initiator', 'assignees', 'participants'] as const;

function targetOf(json: Json, path: JsonPointer, parsing: Parsing): NoticeTarget | undefined {
  const word = targets.find((target) => target === json);
  if (word) return word;
  const [[kind, name] = ['', ''], ...rest] = Object.entries(objectOf(json));
  if (rest.length > 0 || typeof name !== 'string' || !['role', 'person', 'field'].includes(kind)) {
    return refuse(parsing, 'definition/value', path, {
      found: typeof json === 'string' ? json : JSON.stringify(json),
      allowed: [...targets, '{ role }', '{ person }', '{ field }'],
    });
  }
  if (kind === 'field' && parsing.form && !Object.hasOwn(parsing.form.fields, name)) {
    return refuse(parsing, 'workflow/unknown-field', `${path}/field`, {
      field: name,
      hint: didYouMean(name, Object.keys(parsing.form.fields)),
    });
  }
  return { [kind]: name } as NoticeTarget;
}

/** A value in which `{ "rule": RULE }` may stand anywhere. */
export function parseValue(json: Json, path: JsonPointer, parsing: Parsing): ValueTemplate {
  const rules: ValueTemplate['rules'] = [];
  const walk = (here: Json, at: JsonPointer, depth: number): void => {
    if (typeof here !== 'object' || here === null) return;
    if (depth > DEEPEST) {
      refuse(parsing, 'json/too-deep', path + at, { max: DEEPEST });
      return;
    }
    if (isJsonObject(here) && Object.hasOwn(here, 'rule') && Object.keys(here).length === 1) {
      const rule = ruleAt(parsing, here.rule, `${path}${at}/rule`);
      if (rule) rules.push({ at, rule });
      return;
    }
    for (const [key, part] of Object.entries(here)) walk(part, at + pointer(key), depth + 1);
  };
  walk(json, '', 0);
  return { json, rules };
}
