import { api, ok } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';

const one = (id: string) => ({ path: { organisation_id: id } });

export const useCreateOrganisation = () =>
  useChange((name: string) => ok(api.POST('/api/admin/organisations/', { body: { name } })));

export const useRenameOrganisation = (id: string) =>
  useChange((name: string) =>
    ok(api.PATCH('/api/admin/organisations/{organisation_id}/', { params: one(id), body: { name } })),
  );

export const useDeleteOrganisation = (id: string) =>
  useChange((_: undefined) => ok(api.DELETE('/api/admin/organisations/{organisation_id}/', { params: one(id) })));
