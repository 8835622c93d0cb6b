import { problemOf, type Review } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, SelectField, toast, useForm } from '@shopmesh/ui';
import { reportReview } from '../api/reviews';
import { COMPLAINTS, type Complaint } from '../model/review';

interface ReportFormProps {
  productId: number;
  reviewId: Review['id'];
  onClose: () => void;
}

function ReportForm({ productId, reviewId, onClose }: ReportFormProps) {
  const { field, failure, busy, formProps } = useForm({
    initial: { reason: 'spam' as string },
    submit: async ({ reason }) => {
      await reportReview(productId, reviewId, reason as Complaint);
      onClose();
      toast({ message: 'Thank you. We will look at it.' });
    },
  });
  return (
    <Box component="form" aria-label="Report" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      <SelectField label="What is wrong with it?" {...field('reason')}>
        {Object.entries(COMPLAINTS).map(([reason, words]) => (
          <option key={reason} value={reason}>
            {words}
          </option>
        ))}
      </SelectField>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <Box sx={{ display: 'flex', gap: 1.5 }}>
        <Button type="submit" busy={busy}>
          Report
        </Button>
        <Button variant="outlined" onClick={onClose}>
          Cancel
        </Button>
      </Box>
    </Box>
  );
}

export const ReportDialog = ({ open, ...form }: ReportFormProps & { open: boolean }) => (
  <Dialog open={open} onClose={form.onClose} title="Report this review">
    <ReportForm {...form} />
  </Dialog>
);
