import { problemOf, sentenceOf } from '@shopmesh/sdk';
import { useFilters } from '@shopmesh/sdk/filters';
import { Box, EmptyState, ErrorPanel, LinesSkeleton, toast } from '@shopmesh/ui';
import { CircleCheck } from '@shopmesh/ui/icons';
import { Choice, CursorPager, Toolbar } from '@shopmesh/ui/work';
import { useState } from 'react';
import { type Review, useDecide, useQueue } from '../api/reviews';
import { RejectDialog } from './reject-dialog';
import { ReviewCard } from './review-card';

const STATES = { pending: 'Waiting', published: 'Published', rejected: 'Rejected' };
const DEFAULTS = { state: 'pending', cursor: '' };

export function ReviewQueue() {
  const { filters, change } = useFilters(DEFAULTS);
  const queue = useQueue(filters.cursor ? filters : { state: filters.state });
  const decide = useDecide();
  const [busy, setBusy] = useState<number | null>(null);
  const [refused, setRefused] = useState<Review | null>(null);

  const publish = async ({ id, version }: Review) => {
    setBusy(id);
    await decide({ id, version, decision: 'publish', reason: '' }).then(
      () => toast({ message: 'Published: shoppers see it' }),
      (error) => toast({ message: sentenceOf(error), tone: 'error' }),
    );
    setBusy(null);
  };
  return (
    <>
      <Toolbar>
        <Choice label="Show" value={filters.state} options={STATES} onChange={(state) => change({ state })} />
      </Toolbar>
      {queue.isPending && <LinesSkeleton label="Loading reviews" count={4} />}
      {queue.isError && <ErrorPanel problem={problemOf(queue.error)} onRetry={() => queue.refetch()} />}
      {queue.data?.results.length === 0 && (
        <EmptyState
          icon={CircleCheck}
          title={filters.state === 'pending' ? 'Nothing waits for you' : 'No review is like that'}
        >
          {filters.state === 'pending' &&
            'A review comes here when a shopper reports it, or when its words need a look.'}
        </EmptyState>
      )}
      {queue.data && queue.data.results.length > 0 && (
        <>
          <Box sx={{ display: 'grid', gap: 2, opacity: queue.isPlaceholderData ? 0.6 : 1 }}>
            {queue.data.results.map((review) => (
              <ReviewCard
                key={review.id}
                review={review}
                busy={busy === review.id}
                onPublish={() => void publish(review)}
                onReject={() => setRefused(review)}
              />
            ))}
          </Box>
          <CursorPager
            previous={queue.data.previous}
            next={queue.data.next}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ cursor })}
          />
        </>
      )}
      <RejectDialog review={refused} onClose={() => setRefused(null)} />
    </>
  );
}
