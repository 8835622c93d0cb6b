import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, toast } from '@shopmesh/ui';
import { ProgressBar } from '@shopmesh/ui/work';
import { useState } from 'react';
import { useApply, useCancel } from '../api/imports';
import { type Import, isRunning, mayApply, mayCancel, partOf, told } from '../model/states';

const figure = (value: number) => Math.round(value).toLocaleString('en-IE');

function wordsOf({ state, rows, rows_checked, rows_written, rows_per_second }: Import): string {
  if (state === 'queued') return 'waiting';
  const done = figure(state === 'writing' ? rows_written : rows_checked);
  const speed = rows_per_second ? `, ${figure(rows_per_second)} a second` : '';
  return `${rows ? `${done} of ${figure(rows)} rows` : `${done} rows`}${speed}`;
}

const STEPS = { queued: 'Waiting', checking: 'Checking', writing: 'Writing' } as Partial<
  Record<Import['state'], string>
>;

/** Where it stands, and what can be done about it. */
export function Progress({ one }: { one: Import }) {
  const [apply, cancel] = [useApply(one.id), useCancel(one.id)];
  const [busy, setBusy] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const act = async (name: string, run: () => Promise<unknown>, done: string) => {
    setBusy(name);
    setFailure(null);
    try {
      await run();
      toast({ message: done });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy('');
    }
  };
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <Box role="status" sx={{ fontSize: '1.0625rem' }}>
        {told(one)}
      </Box>
      {isRunning(one.state) && <ProgressBar label={STEPS[one.state] ?? ''} part={partOf(one)} words={wordsOf(one)} />}
      {(mayApply(one) || mayCancel(one)) && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {mayApply(one) && (
            <Button
              busy={busy === 'apply'}
              onClick={() => void act('apply', () => apply(undefined), 'It is being written')}
            >
              Write {figure(one.rows ?? one.rows_checked)} {one.rows === 1 ? 'row' : 'rows'}
            </Button>
          )}
          {mayCancel(one) && (
            <Button
              variant="outlined"
              busy={busy === 'cancel'}
              onClick={() => void act('cancel', () => cancel(undefined), 'The import is cancelled')}
            >
              Cancel the import
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}
