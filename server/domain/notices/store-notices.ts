import type { TenantStore } from '../../deps.ts';
import type { NoticeRow } from '../../store/rows.ts';
import type { Told } from '../cases/tell.ts';

/** Stores notices, and answers what is told to open pages once the transaction is through. */
export async function storeNotices(tx: TenantStore, notices: NoticeRow[]): Promise<Told[]> {
  if (notices.length > 0) await tx.notices.insertMany(notices);
  return notices.map(({ tenant: _tenant, person, task: _task, ...notice }) => ({
    person,
    event: { type: 'notice', notice },
  }));
}
