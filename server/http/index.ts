import { eventRoutes } from './events.ts';
import { healthRoutes } from './health.ts';
import type { Route } from './route.ts';
import { sessionRoutes } from './session.ts';

/** Every route of the API: a module of routes is a line here. */
export const routes: Route[] = [...healthRoutes, ...sessionRoutes, ...eventRoutes];
