import { api, ok, okResponse, useQuery } from '@shopmesh/sdk';
import { upload } from '../../../shared/api/upload';
import { useShopChange } from '../../../shared/use-change';

const listPictures = (id: number) =>
  okResponse(api.GET('/api/products/{product_id}/images/', { params: { path: { product_id: String(id) } } }));

type Picture = Awaited<ReturnType<typeof listPictures>>['data'][number];
/** Somebody uploaded it; the shop's own drawings have no id. */
export type OwnPicture = Picture & { readonly id: number };

export interface SeenPictures {
  readonly pictures: readonly OwnPicture[];
  /** What a change sends back: it is of this gallery and of no other. */
  readonly etag: string;
}

export async function readPictures(id: number): Promise<SeenPictures> {
  const { data, response } = await listPictures(id);
  return {
    pictures: data.filter((picture): picture is OwnPicture => picture.id !== null),
    etag: response.headers.get('ETag') ?? '',
  };
}

export const picturesKey = (id: number) => ['admin', 'products', 'pictures', id];

export const usePictures = (id: number) => useQuery({ queryKey: picturesKey(id), queryFn: () => readPictures(id) });

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

export interface Change {
  readonly id: number;
  /** Null: it goes. */
  readonly body: {
    readonly alt?: string;
    /** From 0: the first is the one that lists show. */
    readonly position?: number;
  } | null;
}
const IMAGE = '/api/products/{product_id}/images/{image_id}/';

export const useSend = (product_id: number) =>
  useShopChange(async ({ id, body, etag }: Change & { readonly etag: string }) => {
    const path = { product_id: String(product_id), image_id: String(id) };
    const params = { path, header: { 'If-Match': etag } };
    await (body ? ok(api.PATCH(IMAGE, { params, body })) : ok(api.DELETE(IMAGE, { params })));
  });
