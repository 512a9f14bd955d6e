import { setImmediate } from 'node:timers/promises';
import type { HistoryItem, Page } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { caseSentence } from '../../domain/cases/case-sentence.ts';
import { visibleCase } from '../../domain/cases/visible-case.ts';
import { linksOf } from '../../domain/history/append-link.ts';
import { historyItem } from '../../domain/history/history-item.ts';
import { fieldsOn, readerOf } from '../../domain/records/field-rights.ts';
import { changesShown } from '../../domain/records/shown-changes.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';

/** What happened to a case, oldest first, with what each step changed in the record. */
export async function caseHistory(deps: Deps, caller: Caller, id: string): Promise<Page<HistoryItem>> {
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const subject = await visibleCase(scene, rows, id);
  const [links, ofRecord] = await Promise.all([linksOf(rows, 'case', id), linksOf(rows, 'record', subject.record.id)]);
  const access = fieldsOn(readerOf(scene), { use: subject, row: subject.record, about: subject.row });
  const items: HistoryItem[] = [];
  for (const link of links) {
    await setImmediate();
    const { text, ...more } = caseSentence(link, subject, scene.around, caller.locale);
    // A change of data stands in the record's own chain, under the same instant.
    const written = ofRecord.filter((each) => each.kind === 'changed' && each.at === link.at && each.body.case === id);
    const changes = written.flatMap((each) =>
      changesShown(scene, subject, access, each).map((change) =>
        each.actor === undefined && link.actor !== undefined ? { ...change, system: true as const } : change,
      ),
    );
    items.push(historyItem(link, scene.around, text, { ...more, ...(changes.length > 0 && { changes }) }));
  }
  return { items };
}
