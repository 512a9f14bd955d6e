import { DEMO_TENANT } from '../auth/demo-access.ts';
import { notFound } from '../fault.ts';
import { setUp } from '../operations/setup/set-up.ts';
import { created, post, type Route } from './route.ts';
import { object, text } from './shape.ts';

export const setUpRoutes: Route[] = [
  post(
    '/set-up',
    {
      access: 'public',
      summary: 'Set up the first administrator, with the link from the log',
      body: object({
        token: text({ min: 43, max: 43 }),
        tenant: text({ min: 1, max: 48 }),
        organisation: text({ min: 1, max: 200 }),
        name: text({ min: 2, max: 48, pattern: /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u }),
        title: text({ min: 1, max: 200 }),
        password: text({ min: 1, max: 512 }),
      }),
    },
    async ({ deps, body }) => {
      if (deps.config.mode !== 'production' || body.tenant === DEMO_TENANT) throw notFound('link', 'set-up');
      return created(await setUp(deps, body));
    },
  ),
];
