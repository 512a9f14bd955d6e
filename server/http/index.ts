import { auditRoutes } from './audit.ts';
import { eventRoutes } from './events.ts';
import { fileRoutes } from './files.ts';
import { healthRoutes } from './health.ts';
import { homeRoutes } from './home.ts';
import { noticeRoutes } from './notices.ts';
import { openapiRoutes } from './openapi.ts';
import { packRoutes } from './packs.ts';
import { peopleRoutes } from './people.ts';
import type { Route } from './route.ts';
import { sessionRoutes } from './session.ts';
import { setUpRoutes } from './set-up.ts';
import { validatorRoutes } from './validators.ts';

/** Every route of the API: a module of routes is a line here. */
export const routes: Route[] = [
  ...healthRoutes,
  ...sessionRoutes,
  ...setUpRoutes,
  ...homeRoutes,
  ...noticeRoutes,
  ...eventRoutes,
  ...peopleRoutes,
  ...fileRoutes,
  ...packRoutes,
  ...validatorRoutes,
  ...auditRoutes,
  ...openapiRoutes,
];
