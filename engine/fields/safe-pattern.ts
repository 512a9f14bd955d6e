import { RE2JS } from 're2js';

/** A regular expression whose matching takes time in proportion to the text (RE2): look-around and back-references do not exist. */
export type SafePattern = { source: string; test(text: string): boolean };

export const MOST_PATTERN = 512;
// Linear is not free: past this a text is not asked, and does not match.
const MOST_TEXT = 10_000;

/** Undefined pattern with the reason, where RE2 does not take it. */
export function safePattern(source: string): { pattern: SafePattern } | { reason: string } {
  if (source.length > MOST_PATTERN) return { reason: `> ${MOST_PATTERN}` };
  try {
    const compiled = RE2JS.compile(source);
    return { pattern: { source, test: (text) => text.length <= MOST_TEXT && compiled.test(text) } };
  } catch (refused) {
    return { reason: refused instanceof Error ? refused.message.slice(0, 200) : String(refused) };
  }
}
