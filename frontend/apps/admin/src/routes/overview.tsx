import { problemOf, useTitle } from '@shopmesh/sdk';
import { useFilters } from '@shopmesh/sdk/filters';
import { Box, ErrorPanel, LinesSkeleton, PageHeading, Surface, Typography } from '@shopmesh/ui';
import { Bars, Choice, shortDay } from '@shopmesh/ui/work';
import { type Analytics, useAnalytics } from '../features/overview/api/analytics';
import { Figures } from '../features/overview/components/figures';
import { RoleShares } from '../features/overview/components/role-shares';

const SPANS = { 7: '7 days', 30: '30 days', 90: '90 days' };
const PAIR = { display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '1fr 1fr' } } as const;

const Shown = ({ analytics }: { analytics: Analytics }) => (
  <Box sx={{ display: 'grid', gap: 2 }}>
    <Figures analytics={analytics} />
    <Box sx={PAIR}>
      <Surface>
        <Bars
          title="Sign-ins by day"
          legend={['succeeded', 'failed']}
          each="day"
          bars={analytics.logins.map(({ day, succeeded, failed }) => ({
            key: day,
            label: shortDay(day),
            values: [succeeded, failed],
          }))}
        />
      </Surface>
      <Surface>
        <Bars
          title="New accounts by day"
          legend={['registered']}
          each="day"
          bars={analytics.registrations.map(({ day, count }) => ({ key: day, label: shortDay(day), values: [count] }))}
        />
      </Surface>
    </Box>
    <Surface>
      <Typography variant="h3" component="h2" sx={{ marginBottom: 2 }}>
        Roles
      </Typography>
      <RoleShares users={analytics.users} />
    </Surface>
  </Box>
);

export function OverviewPage() {
  useTitle('Administration');
  const { filters, change } = useFilters({ days: '30' });
  const analytics = useAnalytics(Number(filters.days) || 30);
  return (
    <>
      <PageHeading
        title="Administration"
        lead="Who uses the shop, and how they sign in."
        action={<Choice label="Span" value={filters.days} options={SPANS} onChange={(days) => change({ days })} />}
      />
      {analytics.isPending && <LinesSkeleton label="Loading figures" count={4} />}
      {analytics.isError && (
        <ErrorPanel problem={problemOf(analytics.error)} onRetry={() => void analytics.refetch()} />
      )}
      {analytics.data && <Shown analytics={analytics.data} />}
    </>
  );
}
