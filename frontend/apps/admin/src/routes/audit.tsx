import { useTitle } from '@shopmesh/sdk';
import { given, useFilters } from '@shopmesh/sdk/filters';
import { Box, PageHeading } from '@shopmesh/ui';
import { Choice, Day, SearchBox, Toolbar } from '@shopmesh/ui/work';
import type { AuditQuery } from '../features/audit/api/entries';
import { ChainCheck } from '../features/audit/components/chain-check';
import { EntryList } from '../features/audit/components/entry-list';
import { ExportButtons } from '../features/audit/components/export-buttons';
import { instant } from '../shared/days';

const DEFAULTS = { search: '', actor: '', resource: '', since: '', until: '' };
const RESOURCES = {
  '': 'Anything',
  user: 'Users',
  session: 'Sessions',
  order: 'Orders',
  product: 'Products',
  payment: 'Payments',
  key: 'Keys',
  configuration: 'Configuration',
  organisation: 'Organisations',
};

const queryOf = (filters: Record<string, string>): AuditQuery =>
  given({ ...filters, since: instant(filters.since ?? ''), until: instant(filters.until ?? '', { end: true }) });

export function AuditPage() {
  useTitle('Audit log');
  const { filters, change } = useFilters(DEFAULTS);
  const query = queryOf(filters);
  return (
    <>
      <PageHeading
        title="Audit log"
        lead="Who did what, when and from where. Each entry holds the hash of the one before: a change shows."
        action={<ChainCheck />}
      />
      <Toolbar>
        <SearchBox label="Search in the log" value={filters.search} onSearch={(search) => change({ search })} />
        <SearchBox label="Who: username or id" value={filters.actor} onSearch={(actor) => change({ actor })} />
        <Choice
          label="About"
          value={filters.resource}
          options={RESOURCES}
          onChange={(resource) => change({ resource })}
        />
        <Day label="From" value={filters.since} onChange={(since) => change({ since })} />
        <Day label="To" value={filters.until} onChange={(until) => change({ until })} />
        <Box sx={{ display: 'flex', gap: 1, marginLeft: 'auto' }}>
          <ExportButtons query={query} />
        </Box>
      </Toolbar>
      {/* A new question begins at its newest entry. */}
      <EntryList key={JSON.stringify(query)} query={query} />
    </>
  );
}
