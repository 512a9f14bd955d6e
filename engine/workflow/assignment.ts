import type { Issue } from '../core/issue.ts';
import { asksEvery, barTo, representatives } from './four-eyes.ts';
import type { Excluded, Found, FoundSeat } from './history.ts';
import { poolKey } from './people.ts';
import type { Step } from './step.ts';
import { type Looking, lookUp } from './step-people.ts';
import type { Assigned } from './turn.ts';

/** An entry of `assign` with the people it finds who may act. `shut`: people it finds must stay apart. */
type Entry = { index?: number; people: string[]; pool?: string; by?: string; shut: boolean; issue?: Issue };

/**
 * Who acts in a step: every entry of `assign` in its order, each person once, without those whom the law bars. Where every entry
 * must be heard, each needs a person of its own; one that has none follows `empty`, and so does a step that finds nobody at all.
 * Nothing is skipped because its people must stay apart. In a step that has people already only its vacant seats are looked for.
 */
export function findPeople(step: Step, looking: Looking): Assigned {
  const { state } = looking;
  const found: Found[] = [];
  const excluded = new Map<string, Excluded>();
  const vacant = vacancies(step, looking);
  const entries = step.assign.flatMap((assign, index): Entry[] => {
    if (vacant && !vacant.includes(index)) return [];
    const { people, pool, by, issue } = lookUp(assign, step, looking);
    found.push({ assign: index, by: assign.by, people });
    const free = people.filter((person) => {
      const bar = barTo(step, person, { state, ctx: looking.ctx });
      if (bar) excluded.set(person, { person, ...bar });
      return !bar;
    });
    const shut = people.some((person) => excluded.has(person) && excluded.get(person)?.because !== 'inactive');
    // A vote counts people: all of a pool are asked.
    const shared = typeof step.decide === 'object' ? undefined : pool;
    const role = shared === undefined ? (by ?? pool) : undefined;
    return [
      {
        index,
        people: free,
        shut,
        ...(shared === undefined ? {} : { pool: shared }),
        ...(role === undefined ? {} : { by: role }),
        ...(issue ? { issue } : {}),
      },
    ];
  });
  const every = asksEvery(step.decide) && step.type !== 'copy';
  const seats = every ? seatsOfEvery(step, entries, looking) : seatsOfAny(step, entries, looking);
  const failed = entries.find(({ issue }) => issue)?.issue;
  const taken = seats.filter((seat) => !seat.vacant);
  const empty = seats.some((seat) => seat.vacant)
    ? 'incident'
    : seats.length === 0
      ? 'skip'
      : taken.some(({ standIn }) => standIn)
        ? step.empty === 'to-admin'
          ? 'to-admin'
          : 'role'
        : undefined;
  return {
    people: taken.flatMap(({ person, by }) =>
      person === undefined ? [] : [{ person, ...(by === undefined ? {} : { by }) }],
    ),
    pools: [...new Set(taken.flatMap(({ pool }) => pool ?? []))],
    found,
    excluded: [...excluded.values()],
    seats: seats.map(({ standIn: _, ...seat }) => seat),
    ...(empty ? { empty } : {}),
    ...(failed ? { issue: failed } : {}),
  };
}

/** Entries whose seats are vacant in a step where others have theirs; undefined for a step that nobody has a seat in. */
function vacancies(step: Step, { state }: Looking): (number | undefined)[] | undefined {
  const seats = state.steps[step.key]?.seats ?? [];
  return seats.some(({ vacant }) => !vacant)
    ? seats.flatMap(({ vacant, entry }) => (vacant ? [entry] : []))
    : undefined;
}

type Placed = FoundSeat & { standIn?: true };

/** One is enough: all that the entries find, each person once. */
function seatsOfAny(step: Step, entries: Entry[], looking: Looking): Placed[] {
  const seen = new Set<string>();
  const seats = entries.flatMap(({ index: _, ...entry }) => seatsFor(entry, seen));
  if (seats.length > 0) return seats;
  const shut = entries.some((entry) => entry.shut || entry.issue);
  return standIns(step, [{ people: [], shut }], new Set(), looking);
}

/** Every entry is heard: one that nobody stands for follows `empty`. */
function seatsOfEvery(step: Step, entries: Entry[], looking: Looking): Placed[] {
  const chosen = representatives(entries.map(({ people }) => people));
  const lost = entries.filter((_, at) => chosen[at] === undefined);
  const kept = entries.filter((_, at) => chosen[at] !== undefined);
  // All whom an entry by name or role finds will sit; of a pool, the one who stands for it.
  const standing = new Set([
    ...chosen.flatMap((person) => person ?? []),
    ...kept.flatMap(({ people, pool }) => (pool === undefined ? people : [])),
  ]);
  const instead = new Map<number | undefined, Placed[]>();
  for (const seat of standIns(step, lost, standing, looking))
    instead.set(seat.entry, [...(instead.get(seat.entry) ?? []), seat]);
  // A person who stands for an entry sits for that one, wherever else they are found.
  const ownEntry = new Map(entries.map(({ index }, at) => [chosen[at], index]));
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    if (!kept.includes(entry)) return instead.get(entry.index) ?? [];
    const people = entry.people.filter((person) => !ownEntry.has(person) || ownEntry.get(person) === entry.index);
    return seatsFor({ ...entry, people }, seen);
  });
}

function seatsFor({ index, people, pool, by }: Entry, seen: Set<string>): Placed[] {
  const entry = index === undefined ? {} : { entry: index };
  if (pool !== undefined) {
    if (people.length === 0 || seen.has(`${pool} ${index}`)) return [];
    seen.add(`${pool} ${index}`);
    return [{ ...entry, pool }];
  }
  return people.flatMap((person) => {
    if (seen.has(person)) return [];
    seen.add(person);
    return [{ ...entry, person, ...(by === undefined ? {} : { by }) }];
  });
}

/** What `empty` says of entries that nobody stands for. `taken`: people who stand for others. */
function standIns(
  step: Step,
  lost: readonly Pick<Entry, 'index' | 'people' | 'shut' | 'issue'>[],
  taken: Set<string>,
  looking: Looking,
): Placed[] {
  const { workflow, state, ctx } = looking;
  const role =
    typeof step.empty === 'object' ? step.empty.role : step.empty === 'to-admin' ? workflow.admin : undefined;
  const holders =
    role === undefined
      ? []
      : ctx.organisation
          .withRole(role)
          .map(({ id }) => id)
          .filter((id) => !taken.has(id) && barTo(step, id, { state, ctx }) === undefined);
  const chosen = representatives(lost.map(() => holders));
  return lost.flatMap(({ index, people, shut, issue }, at): Placed[] => {
    const entry = index === undefined ? {} : { entry: index };
    if (step.empty === 'skip' && people.length === 0 && !shut && !issue) return [];
    if (role === undefined || chosen[at] === undefined) return [{ ...entry, vacant: true }];
    // A vote counts people, so that one of a role that stands in is asked for each entry.
    return typeof step.decide === 'object'
      ? [{ ...entry, person: chosen[at] as string, by: poolKey(role), standIn: true }]
      : [{ ...entry, pool: poolKey(role), standIn: true }];
  });
}
