import { type Issue, issue } from './issue.ts';
import type { JsonObject } from './json.ts';
import { type JsonPointer, valueAt } from './pointer.ts';
import type { Text } from './text.ts';

/**
 * A property that some members of a kind have and others do not. A table of these beside a kind says which member takes what:
 * published schemas leave the others out, `check` refuses them in a new draft, and the studio does not offer them. Stored
 * releases may have them, so parsing takes them.
 */
export type TakenProperty<C = undefined> = {
  /** Where it lies in its holder: `/guide`, `/meta/step`. */
  at: JsonPointer;
  /** True where the holder, as written, does with it what it says. */
  takes(holder: JsonObject, context: C): boolean;
  /** What it belongs to, for the person who wrote it elsewhere: "only a step of people has it". */
  why: Text;
};

/** The properties that `holder` has and that do nothing there, each by its path. */
export function idleIssues<C>(
  holder: JsonObject,
  path: JsonPointer,
  table: readonly TakenProperty<C>[],
  context: C,
): Issue[] {
  return table.flatMap(({ at, takes, why }) => {
    if (valueAt(holder, at) === undefined || takes(holder, context)) return [];
    return [issue('definition/no-effect', path + at, { key: at.slice(at.lastIndexOf('/') + 1), why })];
  });
}
