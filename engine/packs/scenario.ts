import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';

/** What should happen: who asks with which data, who decides what, and where the case then stands. Run at publish. */
export type Scenario = {
  key: string;
  title: Text;
  workflow: string;
  initiator: Who;
  /** The record's data as the workflow sees it: fields that do not matter may be left out. */
  data: JsonObject;
  decisions: ScenarioDecision[];
  expect: { status: 'running' | 'done' | 'cancelled'; states: string[] };
  json: JsonObject;
};

/** A person by sign-in name, or any person with the roles. */
export type Who = { person: string } | { roles: string[] };

export type ScenarioDecision = {
  step: string;
  by: Who;
  decision: string;
  to?: string;
  where?: 'before' | 'after' | 'alongside';
  opinion?: string;
  data?: JsonObject;
};
