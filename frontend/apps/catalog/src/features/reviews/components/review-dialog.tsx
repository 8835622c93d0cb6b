import { problemOf, type Review } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, TextArea, TextField, toast, useForm } from '@shopmesh/ui';
import { changeReview, type OwnReview, postReview, useReviewChange } from '../api/reviews';
import { LONGEST, mistakes, type Written } from '../model/review';
import { StarInput } from './star-input';

interface ReviewDialogProps {
  product: { readonly id: number; readonly name: string };
  /** The review to change, as it was seen. */
  own: OwnReview | null | undefined;
  onClose: () => void;
}

const told = ({ state }: Review): string =>
  state === 'pending' ? 'Thank you. We will read it before it is shown.' : 'Thank you. Your review is published.';

/** Writing one's review, or changing it. */
function ReviewForm({ product, own, onClose }: ReviewDialogProps) {
  const save = useReviewChange(product.id, (written: Written) =>
    own ? changeReview(product.id, own, written) : postReview(product.id, written),
  );
  const { field, failure, busy, formProps } = useForm({
    initial: {
      rating: own ? String(own.review.rating) : '',
      title: own?.review.title ?? '',
      text: own?.review.text ?? '',
    },
    validate: mistakes,
    submit: async ({ rating, title, text }) => {
      const saved = await save.mutateAsync({ rating: Number(rating), title: title.trim(), text: text.trim() });
      onClose();
      toast({ message: told(saved) });
    },
  });
  const rating = field('rating');
  return (
    <Box component="form" aria-label="Your review" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      <StarInput value={rating.value} error={rating.error} onChange={rating.onChange} />
      <TextField label="Title" maxLength={LONGEST.title} {...field('title')} />
      <TextArea
        label="What should others know?"
        optional
        rows={5}
        maxLength={LONGEST.text}
        hint="Your first name and an initial are shown with it. No links, please."
        {...field('text')}
      />
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <Button type="submit" busy={busy}>
          {own ? 'Save review' : 'Publish review'}
        </Button>
        <Button variant="outlined" onClick={onClose}>
          Cancel
        </Button>
      </Box>
    </Box>
  );
}

export const ReviewDialog = ({ open, ...form }: ReviewDialogProps & { open: boolean }) => (
  <Dialog open={open} onClose={form.onClose} title={form.own ? 'Change your review' : `Review ${form.product.name}`}>
    <ReviewForm {...form} />
  </Dialog>
);
