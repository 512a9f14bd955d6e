import { type Issue, issue } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';

// Controls, and characters that change the direction of text or cannot be seen: what a reviewer reads is not what is there.
const hidden = /(?![\n\r\t])[\p{Cc}\p{Bidi_Control}\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]/u;

/** Texts and keys of a definition that hold something nobody can see, at most ten. */
export function hiddenCharacters(json: Json): Issue[] {
  const issues: Issue[] = [];
  const open: { value: Json; at: JsonPointer }[] = [{ value: json, at: '' }];
  for (let next = open.pop(); next && issues.length < 10; next = open.pop()) {
    const { value, at } = next;
    if (typeof value === 'string') report(value, at, issues);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        const place = at + pointer(key);
        report(key, place, issues);
        open.push({ value: part, at: place });
      }
    }
  }
  return issues;
}

function report(text: string, at: JsonPointer, issues: Issue[]): void {
  const found = hidden.exec(text)?.[0];
  if (found === undefined) return;
  const code = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  issues.push(issue('pack/hidden-character', at, { character: code }));
}
