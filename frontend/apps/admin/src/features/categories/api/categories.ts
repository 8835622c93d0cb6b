import { api, ok, okResponse } from '@shopmesh/sdk';
import { useShopChange } from '../../../shared/use-change';

type Tag = { readonly 'If-Match': string };

/** What a change sends back: it is of what was read just before. */
export async function readTag(slug: string): Promise<Tag> {
  const { response } = await okResponse(api.GET('/api/categories/{slug}/', { params: { path: { slug } } }));
  return { 'If-Match': response.headers.get('ETag') ?? '' };
}

export interface CategoryInput {
  readonly name: string;
  readonly tint: string;
  readonly parent: string | null;
}
export const useCreate = () =>
  useShopChange((body: CategoryInput & { readonly slug: string }) => ok(api.POST('/api/categories/', { body })));

interface Change {
  readonly slug: string;
  readonly tag: Tag;
  readonly body: Partial<CategoryInput & { readonly position: number }>;
}
const change = ({ slug, tag, body }: Change) =>
  ok(api.PATCH('/api/categories/{slug}/', { params: { path: { slug }, header: tag }, body }));

export const useEdit = () => useShopChange(change);

/** One after the other: a place that somebody else changed meanwhile ends it. */
export const useArrange = () =>
  useShopChange(async (places: ReadonlyMap<string, number>) => {
    for (const [slug, position] of places) await change({ slug, tag: await readTag(slug), body: { position } });
  });

export const useRemove = () =>
  useShopChange(async (slug: string) =>
    ok(api.DELETE('/api/categories/{slug}/', { params: { path: { slug }, header: await readTag(slug) } })),
  );
