import type { JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { Rule } from '../rules/index.ts';
import type { ActionTemplate } from './action.ts';
import type { Delay } from './delay.ts';
import type { Machine } from './machine.ts';
import type { Step } from './step.ts';

/** How long the initiator may take the request back. `untouched`: until a person has decided; `until`: before the state is reached. */
export type Withdraw = 'never' | 'untouched' | 'always' | { until: string };

/** When a task decides itself with "approve"; never where a signature, an opinion or a field is due. */
export type AutoDecide = { initiator: boolean; earlier: boolean; adjacent: boolean };

/** An event that comes from outside; `roles`: who may send it (nobody signed in, if absent: systems only). */
export type ExternalEvent = { title: Text; roles?: string[] };

export type Outcome = 'approved' | 'rejected' | 'cancelled';

/** A state of the chart. `path` is dotted from the top (`review.legal`); `pointer` leads to it in the definition. */
export type ChartState = {
  path: string;
  key: string;
  parent?: string;
  kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  title: Text;
  /** Key of the step, where the state waits. */
  step?: string;
  outcome?: Outcome;
  initial?: string;
  children: string[];
  tags: string[];
  entry: number[];
  exit: number[];
  /** Of a history state: what it brings back, and where it leads the first time (a path). */
  history?: { deep: boolean; target?: string };
  pointer: JsonPointer;
  /** True for what parsing adds (the revision by the initiator), which the definition does not write down. */
  implicit?: boolean;
};

export type Transition = {
  index: number;
  from: string;
  kind: 'event' | 'always' | 'after' | 'done';
  /** The event's name for `event`; the delay as written for `after`. */
  on?: string;
  /** Paths of states; empty for a transition that only acts. */
  targets: string[];
  guard?: number;
  actions: number[];
  reenter: boolean;
  pointer: JsonPointer;
};

export type Guard = { index: number; rule: Rule; transition: number; pointer: JsonPointer };

/** An action of the chart; `state` owns it: "assignees" are those of its step. */
export type ChartAction = { index: number; state: string; template: ActionTemplate; pointer: JsonPointer };

/** An `after` of a state: `event` is what the chart is sent when it is due. */
export type ChartTimer = {
  index: number;
  state: string;
  key: string;
  delay: Delay;
  event: string;
  /** True where a transition leads to another state or enters this one anew; false where only its actions run. */
  ends: boolean;
  pointer: JsonPointer;
};

/** A parsed workflow: every name resolved, every rule typed. Made by `parseWorkflow` only; kept with its machine and used for many cases. */
export type Workflow = {
  key: string;
  title: Text;
  description?: Text;
  /** Key of the form whose records the cases are about. */
  form: string;
  start: { on: 'create'; roles: string[] };
  /** Pattern of case numbers. */
  no?: string;
  summary: string[];
  withdraw: Withdraw;
  auto: AutoDecide;
  /** Role that gets what nobody else can be found for (`empty: "to-admin"`). */
  admin?: string;
  events: { [event: string]: ExternalEvent };
  /** Path of the first state; absent where all the top states are active together (`parallel`). */
  initial?: string;
  parallel: boolean;
  states: { [path: string]: ChartState };
  steps: { [step: string]: Step };
  transitions: Transition[];
  guards: Guard[];
  actions: ChartAction[];
  timers: ChartTimer[];
  /** Which of them belong to a state, and which state waits for a return to the initiator that names no other. */
  timersOf: { [state: string]: ChartTimer[] };
  revision?: string;
  machine: Machine;
  json: JsonObject;
};
