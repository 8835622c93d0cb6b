import { LiveSign } from '@shopmesh/live';
import { problemOf, useLocation, useSession, useTitle } from '@shopmesh/sdk';
import { Box, ErrorPanel, PageHeading, PageSkeleton } from '@shopmesh/ui';
import { useRef } from 'react';
import { usePayment } from '../../../shared/api/payment-query';
import { WITH_ASIDE } from '../../../shared/columns';
import { isMissing, Missing } from '../../../shared/missing';
import { Part } from '../../../shared/part';
import { isOpen } from '../../../shared/polling';
import { PaymentChip } from '../../../shared/status-chip';
import { useLivePayment } from '../../../shared/use-live-payments';
import { subjectOf } from '../../../shared/words';
import { Banner } from './banner';
import { Facts } from './facts';
import { PaymentActions } from './payment-actions';
import { Progress } from './progress';
import { RefundList } from './refund-list';

// On a phone both columns are one, in which what can be done comes before what is over.
const COLUMN = { display: { xs: 'contents', lg: 'grid' }, gap: 3 } as const;

export function PaymentView({ id }: { id: string }) {
  const live = useLivePayment(id);
  const { data: seen, isPending, error, refetch } = usePayment(id, live === 'live');
  const { user } = useSession();
  const { state } = useLocation();
  const watched = useRef(false); // seen being confirmed on this page: how it ends is news here
  watched.current ||= seen?.payment.status === 'processing' && seen.payment.customer_id === user?.id;
  useTitle(seen ? subjectOf(seen.payment) : 'Payment');

  if (isPending) return <PageSkeleton label="Loading payment" />;
  if (isMissing(error)) return <Missing />;
  // A failed poll keeps what we knew on screen; the next one comes by itself.
  if (!seen) return <ErrorPanel problem={problemOf(error)} onRetry={() => void refetch()} />;
  const { payment } = seen;
  const paid = (state as { paid?: boolean } | null)?.paid === true;
  return (
    <>
      <PageHeading
        title={payment.type === 'request' ? subjectOf(payment) : 'Payment of an order'}
        action={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
            {isOpen(payment) && <LiveSign state={live} />}
            <PaymentChip status={payment.status} />
          </Box>
        }
      />
      <Banner payment={payment} justPaid={paid || watched.current} />
      <Box sx={WITH_ASIDE}>
        <Box sx={COLUMN}>
          <Part title="Figures">
            <Facts payment={payment} />
          </Part>
          {Number(payment.captured) > 0 && (
            <Box sx={{ order: { xs: 1, lg: 0 } }}>
              <Part title="Given back">
                <RefundList payment={payment} />
              </Part>
            </Box>
          )}
        </Box>
        <Box sx={COLUMN}>
          <PaymentActions seen={seen} />
          <Part title="Progress">
            <Progress payment={payment} />
          </Part>
        </Box>
      </Box>
    </>
  );
}
