// Who has read personal data of whom. Noted where rights are asked, told to the audit before the answer leaves.
import { LRUCache } from 'lru-cache';
import type { Caller, Deps, PersonalReads } from '../../deps.ts';
import { appendAudit, byCaller } from './append-audit.ts';
import { auditSeldom, WINDOW_SECONDS } from './audit-seldom.ts';

export type NotedReads = PersonalReads & { forms(): [form: string, records: string[]][] };

/** Notes of one request. */
export function notePersonalReads(): NotedReads {
  const seen = new Map<string, Set<string>>();
  return {
    see(form, record) {
      const records = seen.get(form) ?? new Set();
      seen.set(form, records);
      if (record !== undefined) records.add(record);
    },
    forms: () => [...seen].map(([form, records]) => [form, [...records]]),
  };
}

/** From so many records on within the hour, a person who goes through lists is told of again. */
const STEPS = [100, 1_000, 10_000, 100_000];
type Going = { until: string; records: number };
const goingThrough = new WeakMap<Deps['packs'], LRUCache<string, Going>>();

/**
 * One record: an entry for each person, record and hour. Several, or figures: an entry for each person, form and hour, and
 * another as soon as more and more of them were answered to the person by this server.
 */
export async function tellReads(deps: Deps, caller: Caller, reads: NotedReads): Promise<void> {
  for (const [form, records] of reads.forms()) {
    const [record] = records;
    if (record !== undefined && records.length === 1) {
      await auditSeldom(deps, caller, {
        action: 'personal-read',
        thing: `${form}/${record}`,
        params: { form, record },
      });
      continue;
    }
    const { before, now } = goOn(deps, caller, form, records.length);
    const params = { form, records: now };
    await auditSeldom(deps, caller, { action: 'personal-listed', thing: form, params });
    if (STEPS.some((step) => before < step && step <= now && before > 0))
      await deps.store.transaction(caller.actor.tenant, (tx) =>
        appendAudit(deps, tx, byCaller(caller), 'personal-listed', params),
      );
  }
}

function goOn(deps: Deps, caller: Caller, form: string, more: number): { before: number; now: number } {
  const going = goingThrough.get(deps.packs) ?? new LRUCache<string, Going>({ max: 5_000 });
  goingThrough.set(deps.packs, going);
  const key = `${caller.actor.tenant}/${caller.actor.id}/${form}`;
  const at = deps.clock.now();
  const known = going.get(key);
  const until = new Date(Date.parse(at) + WINDOW_SECONDS * 1_000).toISOString();
  const current = known && known.until > at ? known : { until, records: 0 };
  going.set(key, { ...current, records: current.records + more });
  return { before: current.records, now: current.records + more };
}
