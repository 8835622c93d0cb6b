import { sentenceOf } from '@shopmesh/sdk';
import { Button, toast } from '@shopmesh/ui';
import { Download } from '@shopmesh/ui/icons';
import { saveAs } from '@shopmesh/ui/work';
import { useState } from 'react';
import { exportProducts, type ProductQuery } from '../api/products';

export function ExportButton({ query }: { query: ProductQuery }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveAs(await exportProducts(query), 'products.csv');
    } catch (error) {
      toast({ message: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="outlined" busy={busy} onClick={() => void save()} startIcon={<Download size={18} aria-hidden />}>
      {busy ? 'Exporting…' : 'Export CSV'}
    </Button>
  );
}
