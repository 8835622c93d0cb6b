import { problemOf, useTitle } from '@shopmesh/sdk';
import { Box, ErrorPanel, LinesSkeleton, PageHeading } from '@shopmesh/ui';
import { useSearchState } from '../features/search/api/search';
import { IndexPart } from '../features/search/components/index-part';

export function SearchPage() {
  useTitle('Search');
  const state = useSearchState();
  return (
    <>
      <PageHeading
        title="Search"
        lead="Whether shoppers find everything that is on sale, and how far a reindexing is."
      />
      {state.isPending && <LinesSkeleton label="Loading the state of the search" count={4} />}
      {state.isError && !state.data && (
        <ErrorPanel problem={problemOf(state.error)} onRetry={() => void state.refetch()} />
      )}
      {state.data && (
        <Box sx={{ display: 'grid', gap: 3 }}>
          {state.data.indexes.map((index) => (
            <IndexPart key={index.target} index={index} />
          ))}
        </Box>
      )}
    </>
  );
}
