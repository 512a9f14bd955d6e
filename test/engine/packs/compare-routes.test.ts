// What is said about the ways of cases is the truth: a case goes another way exactly where a difference says so.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/json.ts';
import { withValueAt } from '../../../engine/core/pointer.ts';
import { compareRoutes, type RouteDifference } from '../../../engine/packs/compare-routes.ts';
import { OTHER_VALUE } from '../../../engine/packs/guard-axes.ts';
import { routeOf } from '../../../engine/packs/route.ts';
import { trialContext } from '../../../engine/packs/trial-organisation.ts';
import { parseWorkflow, type Workflow } from '../../../engine/workflow/index.ts';
import { changedPack } from './changed-pack.ts';

const amounts = [1, 100, 4_999_999, 5_000_000, 5_000_001, 8_000_000, 100_000_000, 100_000_001, 900_000_000];
const comparison = fc
  .record({ operator: fc.constantFrom('>', '>=', '<', '<='), amount: fc.constantFrom(...amounts) })
  .map(({ operator, amount }): Json => ({ [operator]: [{ var: 'amount' }, amount] }));
const choice = fc.constantFrom('rent', 'goods').map((key): Json => ({ '==': [{ var: 'purpose' }, key] }));
const urgent = fc.constant<Json>({ '==': [{ var: 'urgent' }, true] });
const rule: fc.Arbitrary<Json> = fc.letrec<{ rule: Json }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    comparison,
    choice,
    urgent,
    fc.array(tie('rule'), { minLength: 2, maxLength: 3 }).map((parts): Json => ({ and: parts })),
    fc.array(tie('rule'), { minLength: 2, maxLength: 3 }).map((parts): Json => ({ or: parts })),
    tie('rule').map((part): Json => ({ '!': [part] })),
  ),
})).rule;

const pack = changedPack();
const base = pack.workflows['transfer-approval']?.json ?? {};

function workflowWith(guard: Json): Workflow {
  const json = withValueAt(base, '/chart/states/finance/on/approve/0/guard/params/if', guard);
  const parsed = parseWorkflow(json, { form: (key) => pack.forms[key], roles: undefined, template: () => true });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

const form = pack.forms.transfer;
const { organisation, calendar, zone, at } = trialContext([]);
const wayOf = (workflow: Workflow, data: JsonObject) =>
  routeOf(workflow, { data, now: at, zone, organisation, calendar });

function covers({ along, range, values }: RouteDifference, data: JsonObject): boolean {
  const value = along === undefined ? 0 : (data[along] as number);
  const inRange =
    !range ||
    (value >= ((range.from as number) ?? Number.NEGATIVE_INFINITY) &&
      value <= ((range.to as number) ?? Number.POSITIVE_INFINITY));
  return inRange && Object.entries(values).every(([path, some]) => some.includes(data[path] ?? null));
}

describe('two versions of a workflow', () => {
  it('part ways exactly where a difference says so', () => {
    if (!form) throw new Error('no form');
    const data = fc.record({
      amount: fc.oneof(
        fc.constantFrom(...amounts.flatMap((amount) => [amount - 1, amount, amount + 1])),
        fc.integer({ min: 1, max: 1_000_000_000 }),
      ),
      // Every choice is named by some guard, or by none of them; either way it is one of the axis or the rest of it.
      purpose: fc.constantFrom('rent', 'goods'),
      urgent: fc.boolean(),
    });
    fc.assert(
      fc.property(rule, rule, fc.array(data, { minLength: 20, maxLength: 20 }), (was, is, cases) => {
        const [before, after] = [workflowWith(was), workflowWith(is)];
        const differences = compareRoutes(before, after, form);
        const reads = JSON.stringify([was, is]);
        for (const one of cases) {
          // A choice that no guard names stands for the others.
          const known = { ...one, purpose: reads.includes(`"${one.purpose}"`) ? one.purpose : OTHER_VALUE };
          const differs = JSON.stringify(wayOf(before, one)) !== JSON.stringify(wayOf(after, one));
          expect(differences.some((difference) => covers(difference, known))).toBe(differs);
        }
      }),
      { numRuns: 60 },
    );
  });
});
