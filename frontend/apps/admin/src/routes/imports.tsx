import { useTitle } from '@shopmesh/sdk';
import { Box, PageHeading, Typography } from '@shopmesh/ui';
import { ImportList } from '../features/imports/components/import-list';
import { Sender } from '../features/imports/components/sender';
import { Part } from '../shared/part';

export function ImportsPage() {
  useTitle('Import');
  return (
    <>
      <PageHeading
        title="Import"
        lead="A whole list at once, as a CSV file. Every row is checked first: one mistake, and nothing is written."
      />
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Part title="Send a file">
          <Sender />
        </Part>
        <Box component="section">
          <Typography variant="h3" component="h2" sx={{ marginBottom: 2 }}>
            Earlier imports
          </Typography>
          <ImportList />
        </Box>
      </Box>
    </>
  );
}
