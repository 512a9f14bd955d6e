import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean, isKey } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import { definitionParts, keyPart } from '../reports/schema-parts.ts';
import type { Workflow } from '../workflow/index.ts';
import type { PackLinks } from './pack-links.ts';
import type { Scenario, ScenarioDecision, Who } from './scenario.ts';

const who: JsonObject = {
  description: 'A person by sign-in name, or any person with the role or roles.',
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    person: { type: 'string', maxLength: 100 },
    role: keyPart,
    roles: { type: 'array', items: keyPart, minItems: 1, maxItems: 20 },
  },
};
const statePath: JsonObject = { type: 'string', pattern: '^[a-z][a-z0-9-]{0,47}(\\.[a-z][a-z0-9-]{0,47}){0,8}$' };

/** The published JSON Schema of scenarios. */
export const scenarioSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Scenario',
  type: 'object',
  required: ['kind', 'key', 'title', 'workflow', 'initiator', 'data', 'decisions', 'expect'],
  additionalProperties: false,
  properties: {
    ...definitionParts('scenario'),
    workflow: keyPart,
    initiator: who,
    data: { type: 'object' },
    decisions: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['step', 'by', 'decision'],
        additionalProperties: false,
        properties: {
          step: keyPart,
          by: who,
          decision: keyPart,
          to: { type: 'string', maxLength: 100 },
          where: { enum: ['before', 'after', 'alongside'] },
          opinion: { type: 'string', maxLength: 2_000 },
          data: { type: 'object' },
        },
      },
    },
    expect: {
      type: 'object',
      required: ['status'],
      additionalProperties: false,
      properties: {
        status: { enum: ['running', 'done', 'cancelled'] },
        state: statePath,
        states: { type: 'array', items: statePath, minItems: 1, maxItems: 50 },
      },
    },
  },
};

/** A definition of kind `scenario`: its workflow, steps, states and roles exist. */
export function parseScenario(json: unknown, links: PackLinks): Result<Scenario> {
  const issues: Issue[] = matchSchema(scenarioSchema, json);
  if (issues.length > 0 || !isJsonObject(json)) return { ok: false, issues };
  const key = String(json.key);
  if (!isKey(key)) issues.push(issue('definition/name', '/key', { name: key }));
  const workflow = links.workflow(String(json.workflow));
  if (!workflow && !links.has('workflow', String(json.workflow))) {
    const hint = didYouMean(String(json.workflow), links.keys('workflow'));
    issues.push(issue('pack/unknown-workflow', '/workflow', { key: String(json.workflow), hint }));
  }
  const decisions = (json.decisions as JsonObject[]).map((said, index) =>
    parseDecision(said, pointer('decisions', index), workflow, links, issues),
  );
  const initiator = parseWho(json.initiator, '/initiator', links, issues);
  const expected = json.expect as { status: Scenario['expect']['status']; state?: string; states?: string[] };
  const states = [...(expected.state === undefined ? [] : [expected.state]), ...(expected.states ?? [])];
  for (const state of states) {
    if (!workflow || own(workflow.states, state)) continue;
    issues.push(
      issue('pack/unknown-state', '/expect', { state, hint: didYouMean(state, Object.keys(workflow.states)) }),
    );
  }
  return unlessIssues(issues, () => ({
    key,
    title: json.title as Scenario['title'],
    workflow: String(json.workflow),
    initiator,
    data: json.data as JsonObject,
    decisions,
    expect: { status: expected.status, states },
    json,
  }));
}

function parseDecision(
  json: JsonObject,
  at: JsonPointer,
  workflow: Workflow | undefined,
  links: PackLinks,
  issues: Issue[],
): ScenarioDecision {
  const step = String(json.step);
  if (workflow && !own(workflow.steps, step)) {
    issues.push(
      issue('pack/unknown-step', `${at}/step`, { step, hint: didYouMean(step, Object.keys(workflow.steps)) }),
    );
  }
  const { to, where, opinion, data } = json as Partial<ScenarioDecision>;
  return {
    step,
    by: parseWho(json.by, `${at}/by`, links, issues),
    decision: String(json.decision),
    ...(to !== undefined && { to }),
    ...(where !== undefined && { where }),
    ...(opinion !== undefined && { opinion }),
    ...(data !== undefined && { data }),
  };
}

function parseWho(json: Json | undefined, at: JsonPointer, links: PackLinks, issues: Issue[]): Who {
  const said = (isJsonObject(json) ? json : {}) as { person?: string; role?: string; roles?: string[] };
  if (said.person !== undefined) return { person: said.person };
  const roles = said.roles ?? [said.role ?? ''];
  for (const role of roles) {
    const known = links.roles();
    if (known && !known.includes(role))
      issues.push(issue('pack/unknown-role', at, { role, hint: didYouMean(role, known) }));
  }
  return { roles };
}
