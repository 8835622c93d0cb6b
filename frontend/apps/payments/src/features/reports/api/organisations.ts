import { api, ok, useQuery, useSession } from '@shopmesh/sdk';
import type { Names } from '../model/labels';

const NOBODY: Names = new Map();

const listNames = async (): Promise<Names> => {
  const { results } = await ok(api.GET('/api/admin/organisations/'));
  return new Map(results.map(({ id, name }) => [id, name]));
};

/** Reports know organisations by number; who may read them reads their names. */
export function useNames(wanted: boolean): Names {
  const enabled = useSession().hasRole('admin', 'staff', 'vendor') && wanted;
  return useQuery({ queryKey: ['organisations', 'names'], queryFn: listNames, enabled }).data ?? NOBODY;
}
