import { localise, type Person, type TaskPeople } from '../../../engine/index.ts';
import { personRef } from '../history/history-item.ts';
import type { Scene } from '../records/form-use.ts';
import { matchesName } from '../records/search-words.ts';

const MOST = 50;

/** Of these people those whose name or pinyin has `q`, each with their unit; at most 50. */
export function namedPeople({ caller, around }: Omit<Scene, 'deps'>, people: Person[], q: string): TaskPeople {
  const items = people
    .filter((person) => matchesName(person, q))
    .slice(0, MOST)
    .map((person) => {
      const unit = localise(around.organisation.unit(person.unit)?.title, caller.locale);
      return { ...personRef(around, person.id), ...(unit !== '' && { description: unit }) };
    });
  return { items };
}
