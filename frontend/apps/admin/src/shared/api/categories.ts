import { useQuery } from '@shopmesh/sdk';
import { rest } from './rest';

/** In the order of the tree: each stands after its parent. */
export interface TreeCategory {
  readonly slug: string;
  readonly name: string;
  readonly tint: string;
  readonly parent: string | null;
  /** Among its siblings, lowest first. */
  readonly position: number;
  /** How many stand above it. */
  readonly depth: number;
  /** The slugs from the top down to this one. */
  readonly path: readonly string[];
  /** On sale in it and below it. */
  readonly product_count: number;
}

const listCategories = () => rest<TreeCategory[]>('get', '/api/categories/');

/** The shell's chips read the same answer. */
export const useCategories = () => useQuery({ queryKey: ['categories'], queryFn: listCategories, staleTime: 30_000 });
