import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, Skeleton } from '@shopmesh/ui';
import { useState } from 'react';
import { LevelChip } from '../../../shared/levels';
import { Facts, Part } from '../../../shared/part';
import { type StockFigures, useStock } from '../api/stock';
import { AdjustDialog } from './adjust-dialog';
import { LowAtForm } from './low-at-form';

const factsOf = ({ on_hand, reserved, available, level }: StockFigures) => ({
  'On hand': on_hand.toLocaleString('en-IE'),
  Reserved: reserved.toLocaleString('en-IE'),
  Available: available.toLocaleString('en-IE'),
  Level: <LevelChip level={level} />,
});

interface StockPanelProps {
  productId: number;
  name: string;
  /** The ledger has a page of its own; on that page nothing leads to it. */
  ledger?: boolean;
}

export function StockPanel({ productId, name, ledger = true }: StockPanelProps) {
  const id = String(productId);
  const found = useStock(id);
  const [adjusting, setAdjusting] = useState(false);
  const figures = found.data?.figures;
  return (
    <Part
      title="Stock"
      action={
        figures && (
          <Button variant="outlined" onClick={() => setAdjusting(true)}>
            Adjust
          </Button>
        )
      }
    >
      {found.isPending && <Skeleton variant="rounded" height={120} sx={{ borderRadius: '16px' }} />}
      {found.isError && <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />}
      {figures && (
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <Facts facts={factsOf(figures)} />
          <LowAtForm
            key={figures.low_at}
            productId={id}
            lowAt={figures.low_at}
            etag={found.data?.etag ?? ''}
            onStale={() => void found.refetch()}
          />
          {ledger && (
            <Box>
              <Button variant="outlined" href={`/admin/stock/${id}`}>
                All movements
              </Button>
            </Box>
          )}
          <AdjustDialog
            product={adjusting ? { id: productId, name, figures } : null}
            onClose={() => setAdjusting(false)}
          />
        </Box>
      )}
    </Part>
  );
}
