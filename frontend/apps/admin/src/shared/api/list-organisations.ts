import { api, ok, useQuery } from '@shopmesh/sdk';

export const ORGANISATIONS = ['admin', 'organisations'];

const listOrganisations = () => ok(api.GET('/api/admin/organisations/'));

export type Organisation = Awaited<ReturnType<typeof listOrganisations>>['results'][number];

export const useOrganisations = () => useQuery({ queryKey: ORGANISATIONS, queryFn: listOrganisations });
