import type { Notice, Page } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { type Paging, pageAs, pageOf } from '../../domain/paging.ts';
import type { NoticeRow } from '../../store/rows.ts';

/** The caller's own notices, newest first. */
export async function listNotices(
  deps: Deps,
  caller: Caller,
  query: Paging & { unread?: boolean },
): Promise<Page<Notice>> {
  const filter = { person: caller.actor.id, ...(query.unread && { read: false }) };
  const page = await pageOf(deps.store.tenant(caller.actor.tenant).notices, { filter, sort: ['-at', '-id'] }, query);
  return pageAs(page, noticeView);
}

function noticeView({ id, title, text, at, read, link }: NoticeRow): Notice {
  return { id, title, text, at, read, ...(link !== undefined && { link }) };
}
