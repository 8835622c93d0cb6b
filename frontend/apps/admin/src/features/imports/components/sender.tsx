import { newIdempotencyKey, problemOf, useNavigate } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, styled } from '@shopmesh/ui';
import { Download, FileUp } from '@shopmesh/ui/icons';
import { FileDrop, ProgressBar, saveAs } from '@shopmesh/ui/work';
import { useRef, useState } from 'react';
import { useSend } from '../api/imports';
import { fileMistake, TEMPLATE } from '../model/template';

const Check = styled('label')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 10,
  minHeight: 44,
  cursor: 'pointer',
  '& input': { width: 20, height: 20, accentColor: 'var(--mui-palette-primary-main)' },
});

interface Sending {
  readonly name: string;
  readonly part: number;
}
interface Attempt {
  readonly file: File;
  readonly key: string;
  /** As it was chosen when the key was made: a retry asks for the same. */
  readonly dryRun: boolean;
}

/** A file on its way: looked at first, written only when it is wanted. */
export function Sender() {
  const send = useSend();
  const navigate = useNavigate();
  const [atOnce, setAtOnce] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [mistake, setMistake] = useState<string | null>(null);
  const attempt = useRef<Attempt | null>(null);
  const stop = useRef<AbortController | null>(null);

  const run = async ({ file, key, dryRun }: Attempt) => {
    setFailure(null);
    setSending({ name: file.name, part: 0 });
    stop.current = new AbortController();
    try {
      const made = await send({
        file,
        key,
        dryRun,
        onProgress: (part) => setSending({ name: file.name, part }),
        signal: stop.current.signal,
      });
      void navigate(`/admin/imports/${made.id}`);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) setFailure(error);
    } finally {
      setSending(null);
    }
  };
  const choose = ([file]: readonly File[]) => {
    const wrong = file ? fileMistake(file) : undefined;
    setMistake(wrong ?? null);
    if (!file || wrong) return;
    attempt.current = { file, key: newIdempotencyKey(), dryRun: !atOnce };
    void run(attempt.current);
  };
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {mistake && <ErrorPanel problem={{ title: 'We cannot take this file', detail: mistake }} />}
      {failure !== null && (
        <ErrorPanel problem={problemOf(failure)} onRetry={() => attempt.current && void run(attempt.current)} />
      )}
      {sending ? (
        <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start', '& > :first-of-type': { width: '100%' } }}>
          <ProgressBar
            label={sending.name}
            part={sending.part}
            words={sending.part < 1 ? `${Math.round(sending.part * 100)} % sent` : 'Arrived…'}
          />
          <Button variant="outlined" onClick={() => stop.current?.abort()}>
            Stop sending
          </Button>
        </Box>
      ) : (
        <FileDrop
          label="CSV file"
          words="Drop a CSV file here"
          hint="Up to 256 MB, a million rows and more. Rows whose SKU you have already change that product."
          icon={FileUp}
          accept=".csv,text/csv"
          onFiles={choose}
        />
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', justifyContent: 'space-between' }}>
        <Check>
          <input type="checkbox" checked={atOnce} onChange={(event) => setAtOnce(event.target.checked)} />
          Write at once when every row is right
        </Check>
        <Button
          variant="outlined"
          startIcon={<Download size={18} aria-hidden />}
          onClick={() => saveAs(new Blob([TEMPLATE], { type: 'text/csv' }), 'products-template.csv')}
        >
          Template
        </Button>
      </Box>
    </Box>
  );
}
