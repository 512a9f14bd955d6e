import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import './ui/theme.css';
import './ui/shell.css';
import './ui/pages.css';
import { portalRoutes } from './portal/routes.tsx';
import { Application } from './ui/Application.tsx';
import { RouteError } from './ui/ErrorBoundary.tsx';
import { startTexts } from './ui/i18n.ts';
import { Loading } from './ui/Loading.tsx';
import { NotFound } from './ui/NotFound.tsx';
import { Shell } from './ui/Shell.tsx';
import { SignedIn } from './ui/session.tsx';

startTexts();

const router = createBrowserRouter([
  {
    element: (
      <SignedIn>
        <Shell />
      </SignedIn>
    ),
    errorElement: <RouteError />,
    hydrateFallbackElement: <Loading page />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          ...portalRoutes,
          { path: 'studio/*', lazy: async () => ({ Component: (await import('./studio/index.tsx')).default }) },
          { path: 'admin/*', lazy: async () => ({ Component: (await import('./admin/index.tsx')).default }) },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Application>
        <RouterProvider router={router} />
      </Application>
    </StrictMode>,
  );
}
