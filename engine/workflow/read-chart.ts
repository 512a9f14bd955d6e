import { isJsonObject, type JsonObject, own } from '../core/json.ts';
import { collectStates, initialOf } from './parse-states.ts';
import { linkSteps, parseStep } from './parse-step.ts';
import { parseStateBody } from './parse-transitions.ts';
import { type Parsing, refuse } from './parsing.ts';
import { objectOf, stringOf } from './raw.ts';
import type { Step } from './step.ts';
import type { ChartState } from './workflow.ts';

/** States, steps, transitions, actions and timers of a chart, into `parsing`; reads on after every fault. */
export function readChart(
  chart: JsonObject,
  parsing: Parsing,
): { steps: { [step: string]: Step }; initial: string | undefined } {
  const id = stringOf(chart.id);
  if (id !== undefined) parsing.ids.set(id, '');
  collectStates(chart, parsing);
  const initial = parsing.parallel ? undefined : initialOf(chart, '', '/chart', parsing);
  const steps: { [step: string]: Step } = {};
  const bodies: [string, ChartState, JsonObject][] = Object.entries(parsing.states).map(([path, state]) => [
    path,
    state,
    bodyOf(chart, path),
  ]);
  for (const [, state, json] of bodies) {
    const step = objectOf(json.meta).step;
    if (!isJsonObject(step)) continue;
    if (Object.hasOwn(steps, state.key)) {
      refuse(parsing, 'workflow/duplicate-step', state.pointer, {
        step: state.key,
        other: steps[state.key]?.path ?? '',
      });
      continue;
    }
    steps[state.key] = parseStep(step, state, `${state.pointer}/meta/step`, parsing);
  }
  parseStateBody(chart, '', '/chart', parsing);
  for (const [path, state, json] of bodies) parseStateBody(json, path, state.pointer, parsing);
  linkSteps(steps, parsing);
  return { steps, initial };
}

function bodyOf(chart: JsonObject, path: string): JsonObject {
  let here = chart;
  for (const key of path.split('.')) here = objectOf(own(objectOf(here.states), key));
  return here;
}
