import type { Json, JsonObject } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { type Form, fieldAt } from '../forms/index.ts';
import type { Within } from './assign.ts';
import { parseAssigns, withinOf } from './parse-assign.ts';
import { type Parsing, refuse } from './parsing.ts';
import { numberOf, objectOf, stringOf, stringsOf, textOf, wordOf } from './raw.ts';
import type { Decide, EmptyPolicy, PeopleScope, Step, StepFieldAccess, StepType } from './step.ts';
import type { ChartState } from './workflow.ts';

const fieldWords = ['hidden', 'masked', 'read', 'edit', 'required'] as const;

/** What a step has that says nothing about it. */
export const stepDefaults: {
  readonly [T in StepType]: { decide: 'any' | 'all'; decisions: readonly string[]; opinion: Step['opinion'] };
} = {
  approval: { decide: 'all', decisions: ['approve', 'reject'], opinion: 'on-reject' },
  fill: { decide: 'any', decisions: ['submit'], opinion: 'optional' },
  wait: { decide: 'any', decisions: [], opinion: 'optional' },
  copy: { decide: 'any', decisions: [], opinion: 'optional' },
};

/** `meta.step` of a state, with every default filled in. Names of other steps are checked when all are known. */
export function parseStep(json: JsonObject, state: ChartState, path: JsonPointer, parsing: Parsing): Step {
  const type = wordOf(json.type, ['approval', 'fill', 'wait', 'copy'], 'approval');
  const usual = stepDefaults[type];
  const addSigner = objectOf(json.addSigner);
  if (state.kind !== 'atomic') refuse(parsing, 'workflow/step-state', path, { state: state.path });
  if (type === 'wait' && json.assign !== undefined) refuse(parsing, 'workflow/wait-assign', `${path}/assign`);
  const back = objectOf(json.return);
  const assign = parseAssigns(json.assign, `${path}/assign`, parsing);
  assign.forEach(({ by }, index) => {
    if (type === 'copy' && by === 'pool')
      refuse(parsing, 'workflow/not-supported', `${path}/assign/${index}/by`, {
        what: 'assign by "pool" in a copy step',
      });
  });
  return {
    key: state.key,
    path: state.path,
    pointer: path,
    type,
    title: textOf(json.title) ?? state.title,
    assign,
    order: wordOf(json.order, ['parallel', 'sequence'], 'parallel'),
    decide: decideOf(json.decide, usual.decide),
    reject: wordOf(json.reject, ['first', 'all'], typeof json.decide === 'object' ? 'all' : 'first'),
    decisions: Array.isArray(json.decisions) ? [...new Set(stringsOf(json.decisions))] : [...usual.decisions],
    return: {
      to: json.return === undefined ? ['initiator'] : stringsOf(back.to),
      resume: wordOf(back.resume, ['rerun', 'direct', 'ask'], 'rerun'),
    },
    fields: fieldsOf(objectOf(json.fields), `${path}/fields`, parsing),
    opinion: wordOf(json.opinion, ['optional', 'required', 'on-reject'], usual.opinion),
    ...(json.sign === 'password' ? { sign: 'password' as const } : {}),
    ignore: ignoreOf(json.ignore, `${path}/ignore`, parsing),
    separate: stringsOf(json.separate),
    empty: emptyOf(json.empty),
    transfer: scopeOf(objectOf(json.transfer), `${path}/transfer`, parsing),
    addSigner: { ...scopeOf(addSigner, `${path}/addSigner`, parsing), depth: numberOf(addSigner.depth, 1) },
    auto: json.auto !== false,
    ...(textOf(json.guide) === undefined ? {} : { guide: textOf(json.guide) }),
  };
}

function decideOf(json: Json | undefined, usual: 'any' | 'all'): Decide {
  const share = objectOf(json);
  if (typeof share.vote === 'number') return { vote: share.vote, waitForAll: share.waitForAll === true };
  return wordOf<'any' | 'all'>(json, ['any', 'all'], usual);
}

function emptyOf(json: Json | undefined): EmptyPolicy {
  const role = stringOf(objectOf(json).role);
  return role === undefined
    ? wordOf<'incident' | 'to-admin' | 'skip'>(json, ['incident', 'to-admin', 'skip'], 'incident')
    : { role };
}

function scopeOf(json: JsonObject, path: JsonPointer, parsing: Parsing): PeopleScope {
  const role = stringOf(json.role);
  const within: Within | undefined = withinOf(json.within, `${path}/within`, parsing).within;
  return { ...(role === undefined ? {} : { role }), ...(within === undefined ? {} : { within }) };
}

function fieldsOf(json: JsonObject, path: JsonPointer, parsing: Parsing): Step['fields'] {
  const fields: { [name: string]: StepFieldAccess } = {};
  for (const [name, access] of Object.entries(json)) {
    const at = path + pointer(name);
    if (parsing.form && !fieldAt(parsing.form, name)) {
      refuse(parsing, 'workflow/unknown-field', at, { field: name, hint: didYouMean(name, fieldNames(parsing.form)) });
    } else fields[name] = wordOf(access, fieldWords, 'read');
  }
  return fields;
}

function ignoreOf(json: Json | undefined, path: JsonPointer, parsing: Parsing): string[] {
  const { form } = parsing;
  return stringsOf(json).filter((name, index) => {
    if (!form || Object.hasOwn(form.fields, name)) return true;
    const hint = didYouMean(name, Object.keys(form.fields));
    refuse(parsing, 'workflow/unknown-field', `${path}/${index}`, { field: name, hint });
    return false;
  });
}

function fieldNames(form: Form): string[] {
  return Object.values(form.fields).flatMap((field) => [
    field.name,
    ...Object.values(field.columns ?? {}).map(({ path }) => path),
  ]);
}

const words = ['initiator', 'previous', 'passed'];

/** What steps say of each other: who must be different people (both ways), and where one may return to. */
export function linkSteps(steps: { [step: string]: Step }, parsing: Parsing): void {
  const known = Object.keys(steps);
  for (const step of Object.values(steps)) {
    step.separate.forEach((other, index) => {
      if (other !== 'initiator' && !known.includes(other)) {
        refuse(parsing, 'workflow/unknown-step', `${step.pointer}/separate/${index}`, {
          step: other,
          hint: didYouMean(other, known),
        });
      }
    });
    step.return.to.forEach((to, index) => {
      if (!words.includes(to) && !known.includes(to)) {
        refuse(parsing, 'workflow/unknown-step', `${step.pointer}/return/to/${index}`, {
          step: to,
          hint: didYouMean(to, [...words, ...known]),
        });
      }
    });
  }
  for (const step of Object.values(steps)) {
    for (const other of step.separate) {
      const there = Object.hasOwn(steps, other) ? steps[other] : undefined;
      if (there && !there.separate.includes(step.key)) there.separate = [...there.separate, step.key];
    }
  }
}
