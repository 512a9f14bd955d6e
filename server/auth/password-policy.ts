import { pinyin } from 'pinyin-pro';
import { type Issue, issue, type Text } from '../../engine/index.ts';
import type { StrengthAnswer, StrengthOrder } from '../compile/password-child.ts';
import { type ApartProgram, runApart } from '../compile/run-apart.ts';
import { unavailable } from '../fault.ts';

export const PASSWORD_MIN = 12;
/** Of people who may grant rights, publish, or look after cases. */
export const ADMIN_PASSWORD_MIN = 14;
export const PASSWORD_MAX = 128;
/** The last passwords of a person, which they may not take again. */
export const FORMER_PASSWORDS = 5;

/** Guesses that a password must withstand, as `@zxcvbn-ts/core` reckons: a name in pinyin with a whole birthday takes fewer. */
const LEAST_GUESSES = 1e9;
const strength: ApartProgram = {
  built: 'password-child.js',
  source: 'password-child.ts',
  memoryMb: 256,
  patienceMs: 20_000,
  flags: ['--disallow-code-generation-from-strings'],
};

/** Whose password it is. `mayAdminister`: they hold a right over other people's work. */
export type PasswordOwner = { name: string; title?: Text; tenant?: string; email?: string; mayAdminister?: boolean };

/** What is wrong with a new password, at `path`; an empty list when it may be used. */
export async function checkPassword(password: string, owner: PasswordOwner, path: string): Promise<Issue[]> {
  const normal = password.normalize('NFKC');
  const length = [...normal].length;
  const min = owner.mayAdminister ? ADMIN_PASSWORD_MIN : PASSWORD_MIN;
  if (length < min) return [issue('server/password-too-short', path, { min })];
  if (length > PASSWORD_MAX) return [issue('server/password-too-long', path, { max: PASSWORD_MAX })];
  if (owner.name.length >= 3 && normal.toLowerCase().includes(owner.name.toLowerCase()))
    return [issue('server/password-has-name', path)];
  // Its dictionaries are large and its work is long: nothing of either is here.
  const order: StrengthOrder = { password: normal, words: wordsOf(owner) };
  const result = await oneAtATime(() => runApart<StrengthAnswer>(strength, order));
  if ('endedBy' in result) throw unavailable(new Error(`Passwords cannot be judged (${result.endedBy})`));
  return result.answer.guesses < LEAST_GUESSES ? [issue('server/password-common', path)] : [];
}

let last: Promise<unknown> = Promise.resolve();

function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}

/** What others know of a person: the name in each language, its syllables in pinyin, the sign-in, the organisation. */
function wordsOf({ name, title = '', tenant = '', email = '' }: PasswordOwner): string[] {
  const titles = typeof title === 'string' ? [title] : Object.values(title).map(String);
  const spoken = titles.map((text) => pinyin(text, { toneType: 'none' }));
  const texts = [name, tenant, email, ...titles, ...spoken, ...spoken.map((text) => text.replaceAll(' ', ''))];
  const words = texts.flatMap((text) => [text, ...text.split(/[\s@._\-·]+/)]).map((word) => word.toLowerCase());
  return [...new Set(words)].filter((word) => [...word].length >= 2);
}
