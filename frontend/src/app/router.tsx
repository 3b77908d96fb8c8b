import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';

import { host } from '../api/host';
import { RouteError } from './RouteError';
import { RouteLoading } from './RouteLoading';
import { Shell } from './Shell';

/** Pages are loaded when first visited; each folder of src/pages has one entry, and the canvas brings its own bar. */
const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <RouteError />,
    HydrateFallback: RouteLoading,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          { path: '/', element: <Navigate to="/workflows/" replace /> },
          { path: '/workflows/', lazy: async () => ({ Component: (await import('../pages/workflows/WorkflowsPage')).WorkflowsPage }) },
          {
            path: '/workflows/:workflowId/',
            handle: { ownBar: true },
            lazy: async () => ({ Component: (await import('../pages/canvas/CanvasPage')).CanvasPage }),
          },
          { path: '/runs/', lazy: async () => ({ Component: (await import('../pages/runs/RunsPage')).RunsPage }) },
          { path: '/runs/:runId/', lazy: async () => ({ Component: (await import('../pages/run/RunPage')).RunPage }) },
          { path: '/schedules/', lazy: async () => ({ Component: (await import('../pages/schedules/SchedulesPage')).SchedulesPage }) },
          { path: '/models/', lazy: async () => ({ Component: (await import('../pages/models/ModelsPage')).ModelsPage }) },
          {
            path: '/operations/',
            lazy: async () => ({ Component: (await import('../pages/operations/OperationsPage')).OperationsPage }),
          },
          { path: '*', lazy: async () => ({ Component: (await import('../pages/not-found/NotFoundPage')).NotFoundPage }) },
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes, { basename: host().base });

/** The address that is being gone to, or where one is. */
export function destination(): string {
  const { pathname, search } = router.state.navigation.location ?? router.state.location;
  return pathname + search;
}
