import { idleIssues, type TakenProperty } from '../core/idle.ts';
import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { decisionOf } from '../workflow/index.ts';
import { iconNames } from './icon-names.ts';
import type { Pack } from './pack.ts';
import type { Scenario } from './scenario.ts';

/** Signs of pack.json that no page draws. */
export function checkIcons({ home }: Pick<Pack, 'home'>): Issue[] {
  const known: readonly string[] = iconNames;
  return (['navigation', 'quickActions'] as const).flatMap((list) =>
    home[list].flatMap(({ icon }, index) =>
      icon === undefined || known.includes(icon)
        ? []
        : [issue('pack/unknown-icon', pointer('home', list, index, 'icon'), { icon, hint: didYouMean(icon, known) })],
    ),
  );
}

const others: readonly TakenProperty[] = [
  {
    at: '/to',
    takes: ({ decision }) => decisionOf(String(decision))?.to !== undefined,
    why: { en: 'the decision names nobody and no step', 'zh-CN': '该操作不指定人员或环节' },
  },
  {
    at: '/where',
    takes: ({ decision }) => decisionOf(String(decision))?.placed === true,
    why: { en: 'only adding a signer says where', 'zh-CN': '只有加签才指定位置' },
  },
];

/** What a decision of a scenario says and does not need. */
export function checkScenario({ json }: Scenario): Issue[] {
  const decisions = Array.isArray(json.decisions) ? json.decisions.filter(isJsonObject) : [];
  return decisions.flatMap((decision: JsonObject, index) =>
    idleIssues(decision, pointer('decisions', index), others, undefined),
  );
}
