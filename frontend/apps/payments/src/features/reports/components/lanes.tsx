import { Box, formatPrice } from '@shopmesh/ui';
import type { Lane } from '../model/chart';

const ROW = { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 2, rowGap: 0.5 } as const;

interface LanesProps {
  title: string;
  lanes: readonly Lane[];
  currency: string;
}

/** A word, a figure and a bar. The bar says nothing that the figure does not. */
export const Lanes = ({ title, lanes, currency }: LanesProps) => (
  <Box component="figure" sx={{ margin: 0 }}>
    <Box component="figcaption" sx={{ fontWeight: 700, marginBottom: 2 }}>
      {title}
    </Box>
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 2 }}>
      {lanes.map(({ key, label, amount, share }) => (
        <Box key={key} component="li" sx={ROW}>
          <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{label}</Box>
          <Box sx={{ fontVariantNumeric: 'tabular-nums' }}>{formatPrice(amount, currency)}</Box>
          <Box
            aria-hidden
            sx={{ gridColumn: '1 / -1', height: 10, borderRadius: '5px', bgcolor: 'ground', overflow: 'hidden' }}
          >
            <Box sx={{ width: `${share * 100}%`, height: '100%', bgcolor: 'primary.main' }} />
          </Box>
        </Box>
      ))}
    </Box>
  </Box>
);
