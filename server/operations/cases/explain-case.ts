import { own, type Why, whyOf } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { workflowContext } from '../../domain/cases/case-subject.ts';
import { entryOf, isEntry } from '../../domain/cases/entries.ts';
import { visibleCase } from '../../domain/cases/visible-case.ts';
import { linksOf } from '../../domain/history/append-link.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { fieldsOn, readerOf } from '../../domain/records/field-rights.ts';
import { isOpen } from '../../domain/records/open-fields.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';

/** Why the case went where it went: each routing with its guards and their values, and how people were found. */
export async function explainCase(deps: Deps, caller: Caller, id: string): Promise<Why> {
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const subject = await visibleCase(scene, rows, id);
  const { form, workflow } = subject;
  const entries = (await linksOf(rows, 'case', id)).filter(isEntry).map(entryOf);
  const { roles } = subject.loaded.pack;
  const context = {
    ...workflowContext(subject, scene.around),
    roleTitle: (role: string) => own(roles, role)?.title ?? role,
  };
  const explained = whyOf(entries, workflow, caller.locale, context);
  // A guard shows values of the fields that it reads: only a reader of all of those is shown it.
  const reads = workflow.guards
    .flatMap(({ rule }) => rule.reads)
    .filter((path) => own(form.fields, path.split('.')[0] ?? ''));
  const access = fieldsOn(readerOf(scene), { use: subject, row: subject.record, about: subject.row });
  const open = reads.every((path) => isOpen(access, path));
  return {
    entries: explained.map((entry) => ({
      ...entry,
      ...(!open && { text: `${entry.from} → ${entry.to}`, guards: [] }),
      assignments: entry.assignments.map(({ people, ...rest }) => ({
        ...rest,
        people: people.map((person) => personRef(scene.around, person)),
      })),
    })),
  };
}
