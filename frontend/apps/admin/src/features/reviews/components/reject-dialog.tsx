import { problemOf } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, TextArea, toast, useForm } from '@shopmesh/ui';
import { type Review, useDecide } from '../api/reviews';

const LONGEST = 500;

function mistakes({ reason }: { reason: string }): { reason?: string } {
  if (!reason.trim()) return { reason: 'Tell the author why.' };
  return [...reason.trim()].length > LONGEST
    ? { reason: `Ensure this field has no more than ${LONGEST} characters.` }
    : {};
}

function RejectForm({ review, onDone }: { review: Review; onDone: () => void }) {
  const decide = useDecide();
  const { field, failure, busy, formProps } = useForm({
    initial: { reason: '' },
    validate: mistakes,
    submit: async ({ reason }) => {
      await decide({ id: review.id, version: review.version, decision: 'reject', reason: reason.trim() });
      toast({ message: 'Rejected' });
      onDone();
    },
  });
  return (
    <Box component="form" aria-label="Reject the review" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextArea
        label="Why"
        hint="The author reads it, and it is noted: name nobody."
        maxLength={LONGEST}
        {...field('reason')}
      />
      <Button type="submit" busy={busy}>
        Reject
      </Button>
    </Box>
  );
}

export const RejectDialog = ({ review, onClose }: { review: Review | null; onClose: () => void }) => (
  <Dialog open={review !== null} onClose={onClose} title="Reject this review?">
    {review && <RejectForm review={review} onDone={onClose} />}
  </Dialog>
);
