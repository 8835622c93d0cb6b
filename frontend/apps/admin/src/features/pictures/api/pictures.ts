import { api, ok, useQuery } from '@shopmesh/sdk';
import { upload } from '../../../shared/api/upload';
import { useShopChange } from '../../../shared/use-change';

const listPictures = (id: number) =>
  ok(api.GET('/api/products/{product_id}/images/', { params: { path: { product_id: String(id) } } }));

type Picture = Awaited<ReturnType<typeof listPictures>>[number];
/** Somebody uploaded it; the shop's own drawings have no id. */
export type OwnPicture = Picture & { readonly id: number };

export const usePictures = (id: number) =>
  useQuery({
    queryKey: ['admin', 'products', 'pictures', id],
    queryFn: async () => (await listPictures(id)).filter((picture): picture is OwnPicture => picture.id !== null),
  });

interface NewPicture {
  readonly file: File;
  readonly alt: string;
  readonly onProgress: (part: number) => void;
}
export const useAdd = (id: number) =>
  useShopChange(({ file, alt, onProgress }: NewPicture) => {
    const body = new FormData();
    body.append('file', file);
    body.append('alt', alt);
    return upload<OwnPicture>({ path: `/api/products/${id}/images/`, body, onProgress });
  });

const one = (product_id: number, image_id: number) => ({
  path: { product_id: String(product_id), image_id: String(image_id) },
});

interface Change {
  readonly id: number;
  readonly alt?: string;
  /** From 0: the first is the one that lists show. */
  readonly position?: number;
}
export const useEdit = (product_id: number) =>
  useShopChange(({ id, ...body }: Change) =>
    ok(api.PATCH('/api/products/{product_id}/images/{image_id}/', { params: one(product_id, id), body })),
  );

export const useRemove = (product_id: number) =>
  useShopChange((id: number) =>
    ok(api.DELETE('/api/products/{product_id}/images/{image_id}/', { params: one(product_id, id) })),
  );
