import type { RouteObject } from 'react-router';
import { HomePage } from './HomePage.tsx';

/** The portal's pages; each but home comes with its own code. */
export const portalRoutes: RouteObject[] = [
  { index: true, element: <HomePage /> },
  { path: 'profile', lazy: async () => ({ Component: (await import('./ProfilePage.tsx')).ProfilePage }) },
];
