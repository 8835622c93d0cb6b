import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, formatMoment, StatusChip, toast } from '@shopmesh/ui';
import { CircleAlert, CircleCheck, RefreshCw } from '@shopmesh/ui/icons';
import { ProgressBar } from '@shopmesh/ui/work';
import { useState } from 'react';
import { Facts, Part } from '../../../shared/part';
import { type Index, useReindex } from '../api/search';
import { figure, NAMES, partOf, progressOf, standingOf } from '../model/words';

function Chip({ index: { complete, run } }: { index: Index }) {
  if (run && run.standing !== 'done')
    return (
      <StatusChip tone="info" icon={RefreshCw}>
        Reindexing
      </StatusChip>
    );
  return (
    <StatusChip tone={complete ? 'success' : 'warning'} icon={complete ? CircleCheck : CircleAlert}>
      {complete ? 'Complete' : 'Not complete'}
    </StatusChip>
  );
}

const STEPS = { running: 'Products looked at', waiting: 'Waiting for the worker' } as const;

/** One index of the search: whether it finds everything, what waits, and how far a reindexing is. */
export function IndexPart({ index }: { index: Index }) {
  const reindex = useReindex();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { run } = index;
  const going = run && run.standing !== 'done' ? run : null;
  const begin = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await reindex(index.target);
      toast({ message: 'The worker puts the catalogue into the index again' });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Part title={NAMES[index.target]} action={<Chip index={index} />}>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
        <Box role="status" sx={{ fontSize: '1.0625rem' }}>
          {standingOf(index)}
        </Box>
        {going && going.standing !== 'done' && (
          <ProgressBar label={STEPS[going.standing]} part={partOf(going)} words={progressOf(going)} />
        )}
        <Facts
          facts={{
            'Searches are answered from it': index.searched ? 'Yes' : 'Only while the engine is away',
            'Changes that wait': `${index.waiting_relation === 'at_least' ? 'at least ' : ''}${figure(index.waiting)}`,
            'Last reindexing began': run ? formatMoment(run.started_at) : 'Never',
            'It ended': run?.finished_at ? formatMoment(run.finished_at) : '–',
          }}
        />
        <Box>
          <Button
            variant="outlined"
            busy={busy}
            disabled={going !== null}
            startIcon={<RefreshCw size={18} aria-hidden />}
            onClick={() => void begin()}
          >
            Reindex
          </Button>
        </Box>
      </Box>
    </Part>
  );
}
