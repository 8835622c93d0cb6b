import { type CartLine, cart } from '@shopmesh/sdk';
import { Box, Button, StatusChip } from '@shopmesh/ui';
import type { LineTrouble } from '../../../shared/line-trouble';
import { takeOut } from './take-out';

/** Says what is wrong and settles it with one press. */
export const TroubleNotice = ({ line, trouble }: { line: CartLine; trouble: LineTrouble }) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
    <StatusChip tone="error">{trouble.words}</StatusChip>
    {trouble.settle > 0 ? (
      <Button
        variant="outlined"
        aria-label={`Change ${line.name} to ${trouble.settle}`}
        onClick={() => cart.setQuantity(line.product_id, trouble.settle)}
      >
        Change to {trouble.settle}
      </Button>
    ) : (
      <Button variant="outlined" aria-label={`Take ${line.name} out`} onClick={() => takeOut(line)}>
        Take it out
      </Button>
    )}
  </Box>
);
