import { ApiError, BrowserRouter, QueryClient, QueryClientProvider, Route, Routes, session } from '@shopmesh/sdk';
import { UiProvider } from '@shopmesh/ui';
import { createRoot } from 'react-dom/client';
import { Layout } from './app/layout';
import { RouterLink } from './app/router-link';
import { fetchManifest } from './remotes/manifest';
import { RemoteSwitch } from './remotes/remote-switch';

const MAX_RETRIES = 2;
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal stays a refusal; only what may pass by itself is asked again.
      retry: (failures, error) => failures < MAX_RETRIES && (!(error instanceof ApiError) || error.transient),
    },
  },
});

// What one person saw is never shown to the next.
let userId = session.state.get().user?.id;
session.state.subscribe(() => {
  const next = session.state.get().user?.id;
  if (userId && next !== userId) queries.clear();
  userId = next;
});
void session.restore();

const manifest = fetchManifest();
// Handled where it is shown; without this the browser would also report it as unhandled.
manifest.catch(() => undefined);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <UiProvider nonce={document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content} link={RouterLink}>
    <QueryClientProvider client={queries}>
      <BrowserRouter>
        <Routes>
          <Route element={<Layout />}>
            <Route path="*" element={<RemoteSwitch manifest={manifest} />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  </UiProvider>,
);
