import { sentenceOf } from '@shopmesh/sdk';
import { Button, toast } from '@shopmesh/ui';
import { Download } from '@shopmesh/ui/icons';
import { saveAs } from '@shopmesh/ui/work';
import { useState } from 'react';
import { exportReport, type ReportQuery } from '../api/report';

export function CsvButton({ query }: { query: ReportQuery }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveAs(await exportReport(query), `payments-by-${query.group_by}-${query.from}-${query.to}.csv`);
    } catch (error) {
      toast({ message: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="outlined"
      busy={busy}
      onClick={() => void save()}
      startIcon={<Download size={18} aria-hidden />}
      aria-label="Download as CSV"
    >
      CSV
    </Button>
  );
}
