import type { Category } from '@shopmesh/sdk';
import { useCategories } from './api/categories';

const DEEPER = '   '; // a <select> takes no other indentation

export const treeLabel = ({ name, depth }: Pick<Category, 'name' | 'depth'>): string => DEEPER.repeat(depth) + name;

/** Slug → name, indented as the tree is, for a choice. */
export function useTreeChoice(any: string): Readonly<Record<string, string>> {
  const { data = [] } = useCategories();
  return { '': any, ...Object.fromEntries(data.map((category) => [category.slug, treeLabel(category)])) };
}

/**
 * The tree as options of a <select>, for the component that draws the select: options that came later by themselves would leave
 * it at the first one, because nothing would set its value again.
 */
export function useTreeOptions(without = '') {
  const { data = [] } = useCategories();
  return data
    .filter(({ slug, path }) => slug !== without && !path.includes(without))
    .map((category) => (
      <option key={category.slug} value={category.slug}>
        {treeLabel(category)}
      </option>
    ));
}
