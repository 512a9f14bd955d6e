import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../engine/core/issue.ts';
import { parseStrictJson, requestLimits } from '../../../engine/core/strict-json.ts';

function refusal(text: string, limits = requestLimits): string {
  const parsed = parseStrictJson(text, limits);
  if (parsed.ok) return 'accepted';
  return parsed.issues.map(({ code, path }) => `${code} ${path}`).join('; ');
}

describe('strict JSON refuses, with the place', () => {
  it.each([
    ['a key that appears twice', '{"a":{"b":1,"c":2,"b":3}}', 'json/duplicate-key /a/b'],
    ['the same key written in two ways', '{"amount":1,"\\u0061mount":2}', 'json/duplicate-key /amount'],
    ['__proto__', '{"a":[{"__proto__":{"admin":true}}]}', 'json/forbidden-key /a/0/__proto__'],
    ['__proto__ behind an escape', '{"\\u005f_proto__":1}', 'json/forbidden-key /__proto__'],
    ['constructor', '{"constructor":{"prototype":{}}}', 'json/forbidden-key /constructor'],
    ['toString', '[{"toString":1}]', 'json/forbidden-key /0/toString'],
    [
      'keys with slashes and tildes, escaped in the pointer',
      '{"a/b":{"c~d":1,"c~d":1}}',
      'json/duplicate-key /a~1b/c~0d',
    ],
    ['a number past what a double holds', '{"n":1e999}', 'json/bad-number /n'],
    ['half of a surrogate pair, escaped', '{"t":"\\ud83d"}', 'json/bad-text /t'],
    ['half of a surrogate pair, raw', '{"t":"\ud83d"}', 'json/bad-text /t'],
    ['a trailing comma', '[1,]', 'json/syntax /1'],
    ['a comment', '{"a":1} // no', 'json/syntax '],
    ['single quotes', "{'a':1}", 'json/syntax '],
    ['two documents', '{} {}', 'json/syntax '],
    ['nothing', '', 'json/syntax '],
    ['a line break in a text', '["a\nb"]', 'json/syntax /0'],
    ['an unknown escape', '["\\x41"]', 'json/syntax /0'],
    ['a leading zero', '[01]', 'json/syntax '],
    ['a plus sign', '[+1]', 'json/syntax /0'],
    ['NaN', '[NaN]', 'json/syntax /0'],
    ['a text that ends early', '{"a":"b', 'json/syntax /a'],
    ['a byte order mark', '\ufeff{}', 'json/syntax '],
  ])('%s', (_, text, issues) => expect(refusal(text)).toBe(issues));

  it('what is nested too deeply, however deep it is', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(refusal(nested(requestLimits.depth))).toBe('accepted');
    expect(refusal(nested(requestLimits.depth + 1))).toMatch(/^json\/too-deep/);
    expect(refusal(nested(100_000))).toMatch(/^json\/too-deep/);
  });

  it('too many keys', () => {
    const keys = (count: number) => `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',')}}`;
    expect(refusal(keys(2000))).toBe('accepted');
    expect(refusal(keys(2001))).toBe('json/too-many-keys ');
  });

  it('too many bytes, counted as UTF-8', () => {
    const limits = { ...requestLimits, bytes: 10 };
    expect(refusal('"12345678"', limits)).toBe('accepted');
    expect(refusal('"123456789"', limits)).toBe('json/too-large ');
    expect(refusal('"中文a1"', limits)).toBe('accepted');
    expect(refusal('"中文ab1"', limits)).toBe('json/too-large ');
    expect(refusal('"𠮷1234"', limits)).toBe('accepted');
    expect(refusal('"𠮷12345"', limits)).toBe('json/too-large ');
    expect(refusal('"éé1234"', limits)).toBe('accepted');
    expect(refusal('"éé12345"', limits)).toBe('json/too-large ');
  });

  it('in both languages, with line and column', () => {
    const parsed = parseStrictJson('{\n  "a": 1,\n  b: 2\n}');
    if (parsed.ok) throw new Error('accepted');
    const [found] = parsed.issues;
    expect(found && [messageOf(found, 'en'), messageOf(found, 'zh-CN')]).toEqual([
      'Not valid JSON: unexpected "b" at line 3, column 3',
      'JSON 格式错误：第 3 行第 3 列出现意外的“b”',
    ]);
  });
});

// Object.prototype's names are refused and lone surrogates too; all else is as JSON.parse has it.
function platform(text: string): unknown {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return 'refused';
  }
}
function ours(text: string): unknown {
  const parsed = parseStrictJson(text, { bytes: 1e9, depth: 10_000, keys: 1e9 });
  return parsed.ok ? { value: parsed.value } : 'refused';
}

describe('strict JSON agrees with JSON.parse', () => {
  const plain = fc.jsonValue({ noUnicodeString: false, maxDepth: 5 } as fc.JsonSharedConstraints);

  it('on every JSON value that has none of the forbidden names', () => {
    fc.assert(
      fc.property(plain, fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const parsed = parseStrictJson(text, { bytes: 1e9, depth: 10_000, keys: 1e9 });
        if (parsed.ok) expect(parsed.value).toEqual(JSON.parse(text));
        else expect(parsed.issues[0]?.code).toMatch(/^json\/(forbidden-key|bad-text)$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('on texts that were changed by a character', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '0',
      '-',
      '.',
      'e',
      '+',
      'n',
      't',
      ' ',
      '\n',
      '\u0000',
      'a',
      '中',
      '\\u0041',
    );
    fc.assert(
      fc.property(plain, fc.nat(), fc.nat(3), piece, (value, at, cut, put) => {
        const text = JSON.stringify(value);
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + put + text.slice(place + cut);
        const [theirs, found] = [platform(changed), ours(changed)];
        // Ours refuses more (a key twice, a forbidden name, half a pair, 1e999), and never less.
        if (found !== 'refused') expect(found).toEqual(theirs);
        else if (theirs !== 'refused') {
          const parsed = parseStrictJson(changed, { bytes: 1e9, depth: 10_000, keys: 1e9 });
          expect(parsed.ok ? '' : parsed.issues[0]?.code).toMatch(
            /^json\/(duplicate-key|forbidden-key|bad-text|bad-number)$/,
          );
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('on what is no JSON at all', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const found = ours(text);
        if (found !== 'refused') expect(found).toEqual(platform(text));
        else if (platform(text) !== 'refused')
          expect(refusal(text)).toMatch(/^json\/(duplicate-key|forbidden-key|bad-text|bad-number)/);
      }),
      { numRuns: 2000 },
    );
  });
});
