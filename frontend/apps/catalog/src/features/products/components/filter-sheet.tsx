import type { Facets } from '@shopmesh/sdk';
import { useLocation } from '@shopmesh/sdk';
import { Button, Drawer } from '@shopmesh/ui';
import { SlidersHorizontal } from '@shopmesh/ui/icons';
import { useEffect, useState } from 'react';
import { countSet, type Filters } from '../model/filters';
import { countWords } from '../model/words';
import { FilterPanel } from './filter-panel';

interface FilterSheetProps {
  filters: Filters;
  facets: Facets | undefined;
  onChange: (change: Partial<Filters>) => void;
  found: Parameters<typeof countWords>[0] | undefined;
}

/** The filters of narrow screens: a button, and the panel in a sheet that says how much is left. */
export function FilterSheet({ filters, facets, onChange, found }: FilterSheetProps) {
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  const set = countSet(filters);

  // biome-ignore lint/correctness/useExhaustiveDependencies: leaving the page closes the sheet
  useEffect(() => setOpen(false), [pathname]);
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<SlidersHorizontal size={18} aria-hidden />}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        {set ? `Filters (${set})` : 'Filters'}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title="Filters"
        footer={
          <Button size="large" onClick={() => setOpen(false)} sx={{ width: '100%' }}>
            {found ? `Show ${countWords(found)}` : 'Show products'}
          </Button>
        }
      >
        <FilterPanel filters={filters} facets={facets} onChange={onChange} />
      </Drawer>
    </>
  );
}
