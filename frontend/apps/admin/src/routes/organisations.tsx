import { problemOf, useSession, useTitle } from '@shopmesh/sdk';
import { Button, EmptyState, ErrorPanel, formatMoment, LinesSkeleton, PageHeading } from '@shopmesh/ui';
import { Building2, Plus } from '@shopmesh/ui/icons';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useState } from 'react';
import { useCreateOrganisation } from '../features/organisations/api/change-organisations';
import { NameDialog } from '../features/organisations/components/name-dialog';
import { OrganisationActions } from '../features/organisations/components/organisation-actions';
import { type Organisation, useOrganisations } from '../shared/api/list-organisations';

const READ: readonly Column<Organisation>[] = [
  { name: 'Name', width: '34%', cell: ({ name }) => <strong>{name}</strong> },
  { name: 'Members', numeric: true, cell: ({ members }) => members },
  { name: 'Since', cell: ({ created_at }) => formatMoment(created_at) },
];
const CHANGE: readonly Column<Organisation>[] = [
  ...READ,
  { name: 'Change', numeric: true, cell: (organisation) => <OrganisationActions organisation={organisation} /> },
];

export function OrganisationsPage() {
  useTitle('Organisations');
  const { hasRole } = useSession();
  const organisations = useOrganisations();
  const create = useCreateOrganisation();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHeading
        title="Organisations"
        lead="Sellers: a vendor manages the products of their organisation, and sees no others."
        action={
          hasRole('admin') && (
            <Button startIcon={<Plus size={18} aria-hidden />} onClick={() => setAdding(true)}>
              New organisation
            </Button>
          )
        }
      />
      {organisations.isPending && <LinesSkeleton label="Loading organisations" count={3} />}
      {organisations.isError && (
        <ErrorPanel problem={problemOf(organisations.error)} onRetry={() => void organisations.refetch()} />
      )}
      {organisations.data?.results.length === 0 && (
        <EmptyState icon={Building2} title="No organisations yet">
          Vendors without one manage the products they listed themselves.
        </EmptyState>
      )}
      {organisations.data && organisations.data.results.length > 0 && (
        <DataTable
          caption="Organisations"
          columns={hasRole('admin') ? CHANGE : READ}
          rows={organisations.data.results}
          keyOf={({ id }) => id}
        />
      )}
      <NameDialog open={adding} onClose={() => setAdding(false)} title="New organisation" name="" save={create} />
    </>
  );
}
