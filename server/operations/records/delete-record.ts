import { type Field, mayTouch } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendLink } from '../../domain/history/append-link.ts';
import { expectFree } from '../../domain/records/expect-changeable.ts';
import { type RecordId, readableRecord } from '../../domain/records/readable-record.ts';
import { recordView } from '../../domain/records/record-view.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { conflict, forbidden, refusedNow } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';

/** Removes a record that nothing refers to and that no case was about. Its history stays. */
export async function deleteRecord(deps: Deps, caller: Caller, input: RecordId & { revision: number }): Promise<void> {
  const { tenant, id: person } = caller.actor;
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  await deps.store.transaction(tenant, async (tx) => {
    const { row, use, about } = await readableRecord(scene, tx, input);
    if (!mayTouch(caller.actor, 'delete', use.form.access, row, environmentOf(scene.around)))
      throw forbidden('delete', 'record');
    await expectFree(tx, row);
    if (row.case !== undefined) throw refusedNow('record/had-case', {});
    if (row.revision !== input.revision)
      throw conflict('record', input.revision, row.revision, recordView(scene, use, row, about));
    await expectUnreferenced(deps, tx, row);
    await tx.records(row.form).remove({ id: row.id });
    const body = { revision: row.revision, title: row.title };
    await appendLink(deps, tx, 'record', row.id, {
      kind: 'deleted',
      at: scene.around.now,
      actor: person,
      form: row.form,
      body,
    });
  });
}

async function expectUnreferenced(deps: Deps, tx: TenantStore, row: RecordRow): Promise<void> {
  for (const { pack } of await deps.packs.current(tx.tenant)) {
    for (const form of Object.values(pack.forms)) {
      const paths = referencesTo(form.fields, row.form, 'data.');
      if (paths.length === 0) continue;
      const count = await tx.records(form.key).count({ $or: paths.map((path) => ({ [`${path}.id`]: row.id })) });
      if (count > 0) throw refusedNow('record/referenced', { count, form: form.title });
    }
  }
}

function referencesTo(fields: { [name: string]: Field }, form: string, prefix: string): string[] {
  return Object.values(fields).flatMap((field) => [
    ...(field.link?.form === form ? [prefix + field.name] : []),
    ...(field.columns ? referencesTo(field.columns, form, `${prefix}${field.name}.`) : []),
  ]);
}
