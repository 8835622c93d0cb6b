import { useTitle } from '@shopmesh/sdk';
import { PageHeading } from '@shopmesh/ui';
import { ReviewQueue } from '../features/reviews/components/review-queue';

export function ReviewsPage() {
  useTitle('Reviews');
  return (
    <>
      <PageHeading title="Reviews" lead="What shoppers wrote, before or after everybody sees it." />
      <ReviewQueue />
    </>
  );
}
