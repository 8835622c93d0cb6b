import { useRecommended } from '../api/recommendations';
import { FactsRow } from '../product-row';
import { useViewed } from './use-viewed';

const ASKED = 5;
const ROWS = 2;

/** Rows for what was looked at last. None as long as nothing can be recommended. */
export function BecauseYouViewed({ except, rows = ROWS }: { except?: number; rows?: number }) {
  const viewed = useViewed().map(({ id }) => id);
  const asked = viewed.filter((id) => id !== except).slice(0, ASKED);
  const recommended = useRecommended(asked);
  return recommended.data?.results
    .slice(0, rows)
    .map(({ because, products }) => (
      <FactsRow
        key={because.id}
        title={`Because you viewed ${because.name}`}
        products={products.filter(({ id }) => id !== except)}
      />
    ));
}
