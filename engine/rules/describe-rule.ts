import { type Phrase, type Rank, rank, type Saying } from './operators/operator.ts';
import type { Node, Rule } from './rule.ts';
import { labelText, listFor, pickFor, type SpeechOptions, valueText, zh } from './speech.ts';

/** The rule in plain language: "Amount is more than CNY 50,000.00", "金额大于 50,000.00 元". */
export function describeRule(rule: Rule, options: SpeechOptions): string {
  return conditionOf(rule.node, options).text;
}

// A yes/no field that stands alone says that it is yes.
function conditionOf(node: Node, options: SpeechOptions): Phrase {
  const phrase = phraseOf(node, options);
  if (node.kind !== 'var' || node.type.kind !== 'boolean') return phrase;
  const text = pickFor(options.locale)(`${phrase.text} is yes`, zh`${phrase.text}为是`);
  return { text, rank: rank.comparison };
}

function phraseOf(node: Node, options: SpeechOptions): Phrase {
  const pick = pickFor(options.locale);
  const bracketed = ({ text, rank: held }: Phrase, atLeast: Rank) =>
    held >= atLeast ? text : pick(`(${text})`, `（${text}）`);
  const say: Saying = {
    locale: options.locale,
    pick,
    list: listFor(options.locale),
    label: (path) => labelText(path, options),
    operand: (operand, atLeast: Rank = rank.atom) => bracketed(phraseOf(operand, options), atLeast),
    condition: (operand, atLeast: Rank = rank.atom) => bracketed(conditionOf(operand, options), atLeast),
  };
  switch (node.kind) {
    case 'literal':
      return { text: valueText(node.value, node.type, node.like, options), rank: rank.atom };
    case 'list':
      return {
        text: say.list(
          node.operands.map((operand) => say.operand(operand)),
          'or',
        ),
        rank: rank.atom,
      };
    case 'var':
      return variable(node, say);
    case 'call':
      return node.operator.describe(node, say);
  }
}

function variable(node: Node & { kind: 'var' }, say: Saying): Phrase {
  const name = node.segments.length === 0 ? say.pick('the entry', '该项') : say.label(node.path);
  if (!node.fallback) return { text: name, rank: rank.atom };
  const otherwise = say.operand(node.fallback);
  return {
    text: say.pick(`${name} (or ${otherwise} when empty)`, zh`${name}（为空时取${otherwise}）`),
    rank: rank.atom,
  };
}
