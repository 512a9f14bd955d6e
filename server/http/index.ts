import { auditRoutes } from './audit.ts';
import { caseRoutes } from './cases.ts';
import { dashboardRoutes } from './dashboards.ts';
import { datasetRoutes } from './datasets.ts';
import { draftRoutes } from './drafts.ts';
import { eventRoutes } from './events.ts';
import { fileRoutes } from './files.ts';
import { healthRoutes } from './health.ts';
import { homeRoutes } from './home.ts';
import { incidentRoutes } from './incidents.ts';
import { noticeRoutes } from './notices.ts';
import { openapiRoutes } from './openapi.ts';
import { packRoutes } from './packs.ts';
import { pageRoutes } from './pages.ts';
import { peopleRoutes } from './people.ts';
import { personalRoutes } from './personal.ts';
import { recordRoutes } from './records.ts';
import type { Route } from './route.ts';
import { sessionRoutes } from './session.ts';
import { setUpRoutes } from './set-up.ts';
import { settingsRoutes } from './settings.ts';
import { taskRoutes } from './tasks.ts';
import { timerRoutes } from './timers.ts';
import { validatorRoutes } from './validators.ts';
import { workflowRoutes } from './workflows.ts';

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
  ...recordRoutes,
  ...personalRoutes,
  ...draftRoutes,
  ...caseRoutes,
  ...taskRoutes,
  ...workflowRoutes,
  ...pageRoutes,
  ...dashboardRoutes,
  ...datasetRoutes,
  ...incidentRoutes,
  ...timerRoutes,
  ...auditRoutes,
  ...settingsRoutes,
  ...openapiRoutes,
];
