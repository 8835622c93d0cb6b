import { useSession } from '@shopmesh/sdk';
import { Box, Button, styled, Typography, toast } from '@shopmesh/ui';
import { Copy, Download, Printer } from '@shopmesh/ui/icons';
import { useEffect, useRef, useState } from 'react';
import { Choice } from '../../../shared/choice';
import { saveAsFile } from '../../../shared/save-as-file';
import { codesAsText } from '../model/backup-codes';

// On paper the codes stand alone.
const Sheet = styled('div')({
  display: 'grid',
  gap: 20,
  '@media print': {
    'body:has(&) *': { visibility: 'hidden' },
    'body:has(&) & [data-print], body:has(&) & [data-print] *': { visibility: 'visible', color: '#000' },
    '& [data-print]': { position: 'fixed', inset: 0, background: '#fff' },
  },
});

const OnPaper = styled('p')({ display: 'none', '@media print': { display: 'block', padding: 20, margin: 0 } });

const Codes = styled('ol')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 20,
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(210px, 1fr))',
  gap: '10px 24px',
  borderRadius: 16,
  backgroundColor: theme.vars.palette.ground,
  fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSize: '0.9375rem',
  fontWeight: 600,
}));

interface BackupCodesProps {
  codes: readonly string[];
  onSaved: () => void;
}

/** Shown once and never again, so the way on waits until somebody says they are kept. */
export function BackupCodes({ codes, onSaved }: BackupCodesProps) {
  const username = useSession().user?.username ?? '';
  const [saved, setSaved] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const text = codesAsText(codes, username, new Date());

  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast({ message: 'Codes copied' }),
      () => toast({ message: 'This browser does not let us copy. Write them down or download them.', tone: 'error' }),
    );
  return (
    <Sheet>
      <div>
        <Typography variant="h3" ref={heading} tabIndex={-1}>
          Keep these ten codes
        </Typography>
        <Typography sx={{ color: 'text.secondary', marginTop: 0.5, maxWidth: '62ch' }}>
          Each lets you in once when your phone is lost. We cannot show them again: put them where you keep other
          important papers, or into your password manager.
        </Typography>
      </div>
      <Box data-print>
        <OnPaper>
          Shopmesh backup codes of <strong>{username}</strong>. Each works once.
        </OnPaper>
        <Codes aria-label="Backup codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </Codes>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" startIcon={<Copy size={18} aria-hidden />} onClick={() => void copy()}>
          Copy
        </Button>
        <Button
          variant="outlined"
          startIcon={<Download size={18} aria-hidden />}
          onClick={() => saveAsFile('shopmesh-backup-codes.txt', text, 'text/plain')}
        >
          Download
        </Button>
        <Button variant="outlined" startIcon={<Printer size={18} aria-hidden />} onClick={() => print()}>
          Print
        </Button>
      </Box>
      <div>
        <Choice label="I saved them" checked={saved} onChange={(event) => setSaved(event.target.checked)} />
        <Button disabled={!saved} onClick={onSaved} sx={{ marginTop: 1 }}>
          Done
        </Button>
      </div>
    </Sheet>
  );
}
