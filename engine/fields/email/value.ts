import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { halfWidth, isBlank } from '../plain-text.ts';
import { aText, wrongType } from '../value-issues.ts';

// What mail servers deliver to, not all that RFC 5322 allows: no quotes, no comments, no address literals.
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** The host is lower-case; what stands before it may tell cases apart and stays. */
export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value !== 'string') return value;
  const plain = halfWidth(value);
  const at = plain.lastIndexOf('@');
  return (at < 0 ? plain : plain.slice(0, at) + plain.slice(at).toLowerCase().normalize('NFKC')).trim() || undefined;
}

export function check(value: Json): Issue[] {
  if (typeof value !== 'string') return wrongType(aText);
  const at = value.lastIndexOf('@');
  const labels = value.slice(at + 1).split('.');
  const local = value.slice(0, Math.max(at, 0));
  const good =
    value.length <= 254 &&
    local.length <= 64 &&
    LOCAL.test(local) &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label));
  return good ? [] : [issue('field/email', '')];
}
