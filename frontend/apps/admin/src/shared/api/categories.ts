import { api, type Category, ok, useQuery } from '@shopmesh/sdk';

/** In the order of the tree: each stands after its parent. The shell's chips read the same answer. */
export const useCategories = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: (): Promise<Category[]> => ok(api.GET('/api/categories/')),
    staleTime: 30_000,
  });
