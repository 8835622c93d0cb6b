import { ApiError, problemOf, useParams, useTitle } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel, formatMoment, PageHeading, PageSkeleton } from '@shopmesh/ui';
import { FileUp } from '@shopmesh/ui/icons';
import { useImport } from '../features/imports/api/imports';
import { ErrorTable } from '../features/imports/components/error-table';
import { Progress } from '../features/imports/components/progress';
import { StateChip } from '../features/imports/components/state-chip';
import type { Import } from '../features/imports/model/states';
import { Facts, Part } from '../shared/part';

const figure = (value: number | null) => (value === null ? '–' : Math.round(value).toLocaleString('en-IE'));

const factsOf = (one: Import) => ({
  Rows: figure(one.rows),
  New: figure(one.created),
  Changed: figure(one.updated),
  'As they were': figure(one.unchanged),
  ...(one.finished_at ? { Finished: formatMoment(one.finished_at) } : {}),
  ...(one.rows_per_second ? { 'Rows a second': figure(one.rows_per_second) } : {}),
});

export function ImportPage() {
  const { id = '' } = useParams();
  const found = useImport(id);
  useTitle(found.data?.name || 'Import');
  if (found.error instanceof ApiError && [400, 404].includes(found.error.status))
    return (
      <EmptyState
        icon={FileUp}
        title="There is no such import"
        page
        action={<Button href="/admin/imports">All imports</Button>}
      />
    );
  if (found.isPending) return <PageSkeleton label="Loading import" />;
  if (!found.data) return <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />;
  const one = found.data;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box sx={{ marginBottom: -2 }}>
        <PageHeading
          title={one.name || 'Import'}
          lead={`Sent ${formatMoment(one.created_at)}`}
          action={<StateChip state={one.state} />}
        />
      </Box>
      <Part title="Where it stands">
        <Progress one={one} />
      </Part>
      {one.error_count > 0 && (
        <Part title={one.error_count === 1 ? '1 mistake' : `${figure(one.error_count)} mistakes`}>
          <ErrorTable one={one} />
        </Part>
      )}
      <Part title="In figures">
        <Facts facts={factsOf(one)} />
      </Part>
      <Box>
        <Button variant="outlined" href="/admin/imports" startIcon={<FileUp size={18} aria-hidden />}>
          {one.state === 'invalid' ? 'Send the mended file' : 'Send another file'}
        </Button>
      </Box>
    </Box>
  );
}
