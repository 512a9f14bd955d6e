import { type IssueCode, messageOf } from '../core/issue.ts';
import { localise } from '../core/text.ts';
import { type Phrase, type Rank, rank, type Telling, type Trace } from './operators/operator.ts';
import { operatorOf } from './operators/registry.ts';
import { labelText, listFor, pickFor, type SpeechOptions, valueText, zh } from './speech.ts';

/**
 * Why a rule came out as it did, with the values that decided: "Amount 60,000.00 > 50,000.00". Of an `and` that failed
 * only what failed is told, of an `or` that held only what held.
 */
export function explainTrace(trace: Trace, options: SpeechOptions): string {
  return reasonOf(trace, tellingFor(options)).text;
}

function tellingFor(options: SpeechOptions): Telling {
  const { locale } = options;
  const pick = pickFor(locale);
  const tell: Telling = {
    locale,
    pick,
    list: listFor(locale),
    phrase: (trace) => reasonOf(trace, tell),
    reason: (trace, atLeast: Rank = rank.choice) => {
      const { text, rank: held } = reasonOf(trace, tell);
      return held >= atLeast ? text : pick(`(${text})`, `（${text}）`);
    },
    value: (trace) =>
      trace.value === undefined ? pick('nothing', '空') : valueText(trace.value, trace.type, trace.path, options),
    label: (path) => labelText(path, options),
    name: (trace) => (trace.path === undefined ? '' : labelText(trace.path, options)),
    named: (trace) => namedOf(trace, tell),
  };
  return tell;
}

function reasonOf(trace: Trace, tell: Telling): Phrase {
  if (trace.issue) return { text: failureText(trace.issue, tell), rank: rank.and };
  const explain = operatorOf(trace.operator)?.explain;
  if (explain) return explain(trace, tell);
  if (trace.operator === 'literal')
    return {
      text: trace.value === true ? tell.pick('always', '始终成立') : tell.pick('never', '始终不成立'),
      rank: rank.atom,
    };
  if (trace.value === undefined)
    return { text: tell.pick(`${tell.name(trace)} is empty`, zh`${tell.name(trace)}为空`), rank: rank.comparison };
  if (typeof trace.value === 'boolean' && trace.operator === 'var') {
    const [name, value] = [tell.name(trace), tell.value(trace)];
    return { text: tell.pick(`${name} is ${value}`, zh`${name}为${value}`), rank: rank.comparison };
  }
  return { text: tell.named(trace), rank: rank.comparison };
}

// The catalogue's sentence, with the field called what people call it.
function failureText({ code, path, params }: NonNullable<Trace['issue']>, tell: Telling): string {
  const { name } = params;
  const named = typeof name === 'string' ? { ...params, name: tell.label(name) } : params;
  return messageOf({ code: code as IssueCode, path, params: named, severity: 'error' }, tell.locale);
}

function namedOf(trace: Trace, tell: Telling): string {
  const value = tell.value(trace);
  if (trace.operator === 'literal') return value;
  if (trace.operator === 'var') return tell.pick(`${tell.name(trace)} ${value}`, zh`${tell.name(trace)}${value}`);
  const operator = operatorOf(trace.operator);
  if (operator?.group !== 'list') return value;
  const [what, of] = [localise(operator.label, tell.locale), tell.name(trace)];
  return tell.pick([what, of, value].filter((part) => part !== '').join(' '), zh`${of}${what}${value}`);
}
