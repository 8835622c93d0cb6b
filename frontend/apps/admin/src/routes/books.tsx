import { problemOf, sentenceOf, useTitle } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, LinesSkeleton, PageHeading, toast } from '@shopmesh/ui';
import { Scale } from '@shopmesh/ui/icons';
import { useAudit, useBooks } from '../features/books/api/books';
import { Equations } from '../features/books/components/equations';
import { StockBooks } from '../features/books/components/stock-books';
import { Verdict } from '../features/books/components/verdict';

export function BooksPage() {
  useTitle('Books');
  const books = useBooks();
  const audit = useAudit();
  const ask = () => audit(undefined).catch((error) => toast({ message: sentenceOf(error), tone: 'error' }));
  return (
    <>
      <PageHeading
        title="Books"
        lead="Whatever was killed, lost or sent twice: nothing is sold twice, no money is taken without an order."
        action={
          <Button
            startIcon={<Scale size={18} aria-hidden />}
            busy={Boolean(books.data?.asked_at ?? books.data?.running_since)}
            onClick={() => void ask()}
          >
            Audit now
          </Button>
        }
      />
      {books.isPending && <LinesSkeleton label="Loading the books" count={6} />}
      {books.isError && !books.data && (
        <ErrorPanel problem={problemOf(books.error)} onRetry={() => void books.refetch()} />
      )}
      {books.data && (
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Verdict books={books.data} />
          <Equations books={books.data} />
          <StockBooks />
        </Box>
      )}
    </>
  );
}
