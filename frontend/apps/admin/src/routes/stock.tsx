import { useTitle } from '@shopmesh/sdk';
import { PageHeading } from '@shopmesh/ui';
import { StockList } from '../features/stock/components/stock-list';

export function StockPage() {
  useTitle('Stock');
  return (
    <>
      <PageHeading title="Stock" lead="What is on the shelf, what open orders hold of it, and what can be sold." />
      <StockList />
    </>
  );
}
