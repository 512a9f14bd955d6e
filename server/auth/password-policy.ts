import { type Issue, issue } from '../../engine/index.ts';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

// What people in this part of the world choose first; compared without case and separators.
const common = [
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'letmein',
  'welcome',
  'administrator',
  'changeme',
  'iloveyou',
  'qwerty',
  'qwertyuiop',
  'asdfgh',
  'zxcvbn',
  '1qaz2wsx',
  'q1w2e3r4',
  'woaini',
  '5201314',
  '1314520',
  'aini1314',
  'zhongguo',
  'mima',
  'admin',
  'root',
  'test',
  'abc',
  'abcd',
  'aaa',
  'a',
  '123',
  '1234',
  '12345',
  '123456',
  '1234567',
  '12345678',
  '123456789',
  '1234567890',
  '0123456789',
  '666666',
  '888888',
  '000000',
  '111111',
  '112233',
  '123123',
  '123321',
  '654321',
  '987654321',
  'nihao',
  'beijing',
  'shanghai',
  'secret',
  'dragon',
  'monkey',
  'sunshine',
  'princess',
  'football',
  'company',
  'dougong',
];
// Longest first, so that what is left over after taking words out is least.
const words = [...common].sort((a, b) => b.length - a.length);

/** What is wrong with a new password, at `path`; an empty list when it may be used. */
export function checkPassword(password: string, person: { name: string }, path: string): Issue[] {
  const normal = password.normalize('NFKC');
  const length = [...normal].length;
  if (length < PASSWORD_MIN) return [issue('server/password-too-short', path, { min: PASSWORD_MIN })];
  if (length > PASSWORD_MAX) return [issue('server/password-too-long', path, { max: PASSWORD_MAX })];
  const plain = normal.toLowerCase();
  if (person.name.length >= 3 && plain.includes(person.name.toLowerCase()))
    return [issue('server/password-has-name', path)];
  return isGuessable(plain) ? [issue('server/password-common', path)] : [];
}

/** True for repetitions, runs, and what is little more than common words and digits put together. */
function isGuessable(plain: string): boolean {
  if (new Set(plain).size < 5) return true;
  if (isRun(plain) || isRepetition(plain)) return true;
  let rest = plain.replace(/[\s._\-!@#$%^&*+=~,;:/\\|?]/g, '');
  for (const word of words) if (word.length >= 4) rest = rest.replaceAll(word, '');
  // A birthday or a year beside a common word adds nothing.
  return rest.replace(/(?:19|20)\d{2}(?:\d{4})?|\d{1,4}$/g, '').length < 4;
}

function isRepetition(plain: string): boolean {
  return /^(.{1,6})\1+$/su.test(plain);
}

function isRun(plain: string): boolean {
  let steps = 0;
  for (let i = 1; i < plain.length; i++) {
    if (Math.abs(plain.charCodeAt(i) - plain.charCodeAt(i - 1)) === 1) steps += 1;
  }
  return steps >= plain.length - 2;
}
