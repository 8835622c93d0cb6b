import { Box } from '@shopmesh/ui';
import type { Entry } from '../api/entries';
import { valueWords } from '../model/words';

const LIST = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: 'max-content minmax(0, 1fr)' },
  columnGap: 2,
  rowGap: 0.5,
  margin: '8px 0 4px',
  fontSize: '0.85rem',
  '& dt': { color: 'text.secondary' },
  '& dd': { margin: 0, overflowWrap: 'anywhere' },
} as const;

/** Everything the entry says, for whoever asks. */
export function EntryDetails({ entry }: { entry: Entry }) {
  const facts = {
    ...entry.details,
    ...entry.personal,
    Address: entry.address,
    Browser: entry.user_agent,
    Service: entry.service,
    Request: entry.request_id,
    Hash: entry.hash,
  };
  return (
    <details>
      <summary style={{ cursor: 'pointer', minHeight: 28 }}>More</summary>
      <Box component="dl" sx={LIST}>
        {Object.entries(facts)
          .filter(([, value]) => value !== '' && value !== null)
          .map(([name, value]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{valueWords(value)}</dd>
            </Box>
          ))}
      </Box>
    </details>
  );
}
