// The only place that imports the router and the query cache. A package listed in `shared` cannot be tree-shaken, so we share
// this list instead of the packages: 12 kB instead of 55 kB (brotli) for the router alone.

export {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
export type { RouteObject } from 'react-router';
export {
  BrowserRouter,
  Link,
  Navigate,
  Outlet,
  Route,
  Routes,
  useLocation,
  useNavigate,
  useNavigationType,
  useParams,
  useRoutes,
  useSearchParams,
} from 'react-router';
