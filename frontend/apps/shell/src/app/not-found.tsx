import { useTitle } from '@shopmesh/sdk';
import { Button, EmptyState, Page } from '@shopmesh/ui';
import { SearchX } from '@shopmesh/ui/icons';

export function NotFound() {
  useTitle('Page not found');
  return (
    <Page>
      <EmptyState
        page
        icon={SearchX}
        title="There is nothing here"
        action={<Button href="/products">See all products</Button>}
      >
        The page may have moved, or the address has a typo. The search above finds everything we sell.
      </EmptyState>
    </Page>
  );
}
