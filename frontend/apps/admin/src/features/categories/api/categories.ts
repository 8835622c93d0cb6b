import type { TreeCategory } from '../../../shared/api/categories';
import { rest, restResponse } from '../../../shared/api/rest';
import { useShopChange } from '../../../shared/use-change';

const all = '/api/categories/';
const one = `${all}{slug}/`;

export interface CategoryInput {
  readonly slug?: string;
  readonly name: string;
  readonly tint: string;
  readonly parent: string | null;
}

/** A change goes back with the tag of what was read just before. */
async function tagOf(slug: string): Promise<Record<string, string>> {
  const { response } = await restResponse<TreeCategory>('get', one, { path: { slug } });
  return { 'If-Match': response.headers.get('ETag') ?? '' };
}
export const readTag = tagOf;

export const useCreate = () => useShopChange((body: CategoryInput) => rest<TreeCategory>('post', all, { body }));

interface Change {
  readonly slug: string;
  readonly tag: Readonly<Record<string, string>>;
  readonly body: Partial<CategoryInput>;
}
export const useEdit = () =>
  useShopChange(({ slug, tag, body }: Change) =>
    rest<TreeCategory>('patch', one, { path: { slug }, headers: tag, body }),
  );

/** One after the other: a place that somebody else changed meanwhile ends it. */
export const useArrange = () =>
  useShopChange(async (places: ReadonlyMap<string, number>) => {
    for (const [slug, position] of places)
      await rest<TreeCategory>('patch', one, { path: { slug }, headers: await tagOf(slug), body: { position } });
  });

export const useRemove = () =>
  useShopChange(async (slug: string) => rest<void>('delete', one, { path: { slug }, headers: await tagOf(slug) }));
