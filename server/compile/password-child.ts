// Runs alone in a short-lived process: says how easily a password is guessed and ends, and its dictionaries with it.
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { chineseWords } from './chinese-words.ts';

/** `words`: what has to do with the person, and is tried first. */
export type StrengthOrder = { password: string; words: string[] };
/** Guesses that it takes to find it. */
export type StrengthAnswer = { guesses: number };

process.once('message', ({ password, words }: StrengthOrder) => {
  const strength = new ZxcvbnFactory({
    dictionary: { ...common, ...english, chinese: chineseWords },
    graphs: adjacencyGraphs,
  });
  const answer: StrengthAnswer = { guesses: strength.check(password, words).guesses };
  process.send?.(answer, () => process.disconnect());
});
