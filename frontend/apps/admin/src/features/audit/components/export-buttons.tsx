import { sentenceOf } from '@shopmesh/sdk';
import { Button, toast } from '@shopmesh/ui';
import { Download } from '@shopmesh/ui/icons';
import { saveAs } from '@shopmesh/ui/work';
import { useState } from 'react';
import { type AuditQuery, exportEntries } from '../api/entries';

const FORMATS = { csv: 'CSV', json: 'JSON lines' } as const;

export function ExportButtons({ query }: { query: AuditQuery }) {
  const [busy, setBusy] = useState('');
  const save = async (format: keyof typeof FORMATS) => {
    setBusy(format);
    try {
      saveAs(await exportEntries(query, format), `audit.${format === 'csv' ? 'csv' : 'jsonl'}`);
    } catch (error) {
      toast({ message: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy('');
    }
  };
  return (Object.keys(FORMATS) as (keyof typeof FORMATS)[]).map((format) => (
    <Button
      key={format}
      variant="outlined"
      busy={busy === format}
      onClick={() => void save(format)}
      startIcon={<Download size={18} aria-hidden />}
    >
      {FORMATS[format]}
    </Button>
  ));
}
