import { useTitle } from '@shopmesh/sdk';
import { Box, PageHeading } from '@shopmesh/ui';
import { Backlog } from '../features/events/components/backlog';
import { DeadLetters } from '../features/events/components/dead-letters';

export function EventsPage() {
  useTitle('Events');
  return (
    <>
      <PageHeading title="Events" lead="What services tell each other, where it waits, and what nobody could handle." />
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Backlog />
        <DeadLetters />
      </Box>
    </>
  );
}
