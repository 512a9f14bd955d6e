import { listNotices } from '../operations/notices/list-notices.ts';
import { readNotices } from '../operations/notices/read-notices.ts';
import { answer, get, pageOf, post, type Route } from './route.ts';
import { listOf, object, optional, text } from './shape.ts';

export const noticeRoutes: Route[] = [
  get(
    '/notices',
    {
      access: 'person',
      summary: 'Own notices, newest first',
      query: { unread: 'true for those not read yet', page: 'From 1', size: 'At most 200' },
    },
    async ({ deps, caller, query }) =>
      answer(
        await listNotices(deps, caller, {
          ...pageOf(query, 20),
          count: query.count === 'true',
          unread: query.unread === 'true',
        }),
      ),
  ),

  post(
    '/notices/read',
    {
      access: 'person',
      summary: 'Mark own notices as read; without ids, all of them',
      body: object({ ids: optional(listOf(text({ max: 64 }))) }),
    },
    async ({ deps, caller, body }) => answer(await readNotices(deps, caller, body.ids)),
  ),
];
