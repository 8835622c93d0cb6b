import { problemOf } from '@shopmesh/sdk';
import { useFilters } from '@shopmesh/sdk/filters';
import { Box, EmptyState, ErrorPanel, LinesSkeleton, Typography } from '@shopmesh/ui';
import { ChartColumn } from '@shopmesh/ui/icons';
import { useNames } from '../api/organisations';
import { useReport } from '../api/report';
import { queryOf } from '../model/period';
import { CsvButton } from './csv-button';
import { ReportChart } from './report-chart';
import { ReportFilters } from './report-filters';
import { ReportTable } from './report-table';
import { Totals } from './totals';

const DEFAULTS = { group_by: 'day', from: '', to: '', currency: '' };

export function ReportView() {
  const { filters, change } = useFilters(DEFAULTS);
  const query = queryOf(filters);
  const { data: report, isPending, isError, error, refetch, isPlaceholderData } = useReport(query);
  const names = useNames(query.group_by === 'vendor');
  return (
    <>
      <ReportFilters query={query} change={change} />
      {isPending && <LinesSkeleton label="Loading report" count={4} />}
      {isError && <ErrorPanel problem={problemOf(error)} onRetry={() => void refetch()} />}
      {report?.rows.length === 0 && (
        <EmptyState icon={ChartColumn} title="Nothing was paid in these days">
          Choose other days, or another currency.
        </EmptyState>
      )}
      {report && report.rows.length > 0 && (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Totals totals={report.totals} />
          <ReportChart report={report} names={names} />
          <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', marginTop: 1 }}>
            <Typography variant="h2" sx={{ fontSize: '1.25rem' }}>
              All figures
            </Typography>
            <CsvButton query={query} />
          </Box>
          <ReportTable report={report} names={names} stale={isPlaceholderData} />
        </Box>
      )}
    </>
  );
}
