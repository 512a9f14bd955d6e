import type { RouteObject } from 'react-router';
import { HomePage } from './HomePage.tsx';

/** The portal's pages; each but home comes with its own code. */
export const portalRoutes: RouteObject[] = [
  { index: true, element: <HomePage /> },
  { path: 'inbox', lazy: async () => ({ Component: (await import('./inbox/InboxPage.tsx')).InboxPage }) },
  { path: 'tasks/:id', lazy: async () => ({ Component: (await import('./cases/TaskPage.tsx')).TaskPage }) },
  { path: 'cases/:id', lazy: async () => ({ Component: (await import('./cases/CasePage.tsx')).CasePage }) },
  { path: 'forms/:form', lazy: async () => ({ Component: (await import('./lists/ListPage.tsx')).ListPage }) },
  {
    path: 'forms/:form/new',
    lazy: async () => ({ Component: (await import('./forms/NewRecordPage.tsx')).NewRecordPage }),
  },
  {
    path: 'forms/:form/records/:id',
    lazy: async () => ({ Component: (await import('./forms/RecordPage.tsx')).RecordPage }),
  },
  {
    path: 'forms/:form/records/:id/edit',
    lazy: async () => ({ Component: (await import('./forms/EditRecordPage.tsx')).EditRecordPage }),
  },
  {
    path: 'forms/:form/records/:id/personal',
    lazy: async () => ({ Component: (await import('./forms/PersonalPage.tsx')).PersonalPage }),
  },
  {
    path: 'dashboards/:key',
    lazy: async () => ({ Component: (await import('./dashboards/DashboardPage.tsx')).DashboardPage }),
  },
  {
    path: 'pages/:key',
    lazy: async () => ({ Component: (await import('./pages/BlocksPage.tsx')).BlocksPage }),
  },
  { path: 'profile', lazy: async () => ({ Component: (await import('./ProfilePage.tsx')).ProfilePage }) },
];
