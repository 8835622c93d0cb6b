import { problemOf, type Review } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextArea, toast, useForm } from '@shopmesh/ui';
import { deleteReply, putReply, useReviewChange } from '../api/reviews';
import { LONGEST } from '../model/review';

interface ReplyFormProps {
  productId: number;
  review: Review;
  onClose: () => void;
}

/** The seller's answer: one for each review; empty takes it back. */
export function ReplyForm({ productId, review, onClose }: ReplyFormProps) {
  const save = useReviewChange(productId, (text: string) =>
    text ? putReply(productId, review.id, text) : deleteReply(productId, review.id),
  );
  const { field, failure, busy, formProps } = useForm({
    initial: { text: review.reply?.text ?? '' },
    validate: ({ text }) => (text.trim() || review.reply ? {} : { text: 'Write what you want to answer.' }),
    submit: async ({ text }) => {
      await save.mutateAsync(text.trim());
      onClose();
      toast({ message: text.trim() ? 'Your answer is published.' : 'Your answer is gone.' });
    },
  });
  return (
    <Box
      component="form"
      aria-label="Answer"
      {...formProps}
      sx={{ display: 'grid', gap: 1.5, marginTop: 1.5, maxWidth: 560 }}
    >
      <TextArea
        label="Your answer"
        maxLength={LONGEST.reply}
        hint={review.reply ? 'Everybody can read it. Empty takes it back.' : 'Everybody can read it.'}
        {...field('text')}
      />
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <Box sx={{ display: 'flex', gap: 1.5 }}>
        <Button type="submit" busy={busy}>
          Publish answer
        </Button>
        <Button variant="outlined" onClick={onClose}>
          Cancel
        </Button>
      </Box>
    </Box>
  );
}
