import type { TenantStore } from '../../deps.ts';
import { invalidAt } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';

/** Makes uploaded files the record's own: people who may read it may read them, and no other record can take them. */
export async function attachFiles(
  tx: TenantStore,
  files: string[],
  { form, id }: Pick<RecordRow, 'form' | 'id'>,
): Promise<void> {
  if (files.length === 0) return;
  const taken = await tx.files.update(
    { id: { $in: files }, attachedTo: { $exists: false } },
    { attachedTo: { form, record: id } },
  );
  // Another request took one of them since they were looked at.
  if (taken !== files.length) throw invalidAt('record/file-missing', '', { name: files.join(', ') });
}
