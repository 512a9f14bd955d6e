// Every address that the API answers a GET at, from its table of routes: a new route is asked without being named here, and one
// whose parameters nothing is known for fails the test.
import { routes } from '../../../server/http/index.ts';
import type { Made } from './canary-world.ts';

/** Streams do not end; what they tell is listened to in the tests of ways. */
const STREAM = '/events';

export type Address = { route: string; path: string };

/** What stands for a parameter, by the part of the address before it. `tasks`: those that the person holds. */
function valuesOf(made: readonly Made[], tasks: readonly string[], validators: readonly string[]) {
  const records = made.map(({ id }) => id);
  const values: { [before: string]: readonly string[] } = {
    forms: ['thing', 'pointer'],
    records,
    lookup: ['thing'],
    drafts: ['new', ...records],
    cases: made.map((one) => one.case),
    tasks: [...tasks, ...made.map((one) => `${one.case}.${one.case}:1`)],
    files: made.map(({ file }) => file),
    people: ['maker', 'finance'],
    packs: ['notes'],
    dashboards: ['things'],
    pages: ['home'],
    validators,
  };
  return values;
}

export function getAddresses(
  made: readonly Made[],
  tasks: readonly string[],
  validators: readonly string[],
): Address[] {
  const values = valuesOf(made, tasks, validators);
  return routes.flatMap(({ method, path, query = {} }) => {
    if (method !== 'GET' || path === STREAM) return [];
    const asked = [...('size' in query ? ['size=200'] : []), ...('count' in query ? ['count=true'] : [])];
    let filled = [''];
    let before = '';
    for (const part of path.split('/').slice(1)) {
      const known = part.startsWith(':') ? values[before] : [part];
      if (!known) throw new Error(`GET ${path}: what stands for ${part} after ${before}?`);
      filled = filled.flatMap((start) => known.map((value) => `${start}/${value}`));
      before = part;
    }
    return filled.map((each) => ({ route: path, path: asked.length > 0 ? `${each}?${asked.join('&')}` : each }));
  });
}
