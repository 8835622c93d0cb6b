import { useQuery } from '@shopmesh/sdk';
import { rest } from '../../../shared/api/rest';
import { upload } from '../../../shared/api/upload';
import { useShopChange } from '../../../shared/use-change';

export interface Picture {
  /** Null for the picture that a product without any shows. */
  readonly id: number | null;
  readonly url: string;
  readonly alt: string;
}
export type OwnPicture = Picture & { readonly id: number };

const path = '/api/products/{product_id}/images/';
const one = `${path}{image_id}/`;

const listPictures = async (product_id: number): Promise<readonly OwnPicture[]> => {
  const found = await rest<readonly Picture[] | { readonly results: readonly Picture[] }>('get', path, {
    path: { product_id },
  });
  const pictures = 'results' in found ? found.results : found;
  return pictures.filter((picture): picture is OwnPicture => picture.id !== null);
};

export const usePictures = (id: number) =>
  useQuery({ queryKey: ['admin', 'products', 'pictures', id], queryFn: () => listPictures(id) });

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
    return upload<OwnPicture>({ path: path.replace('{product_id}', String(id)), body, onProgress });
  });

interface Change {
  readonly id: number;
  readonly alt?: string;
  /** From 0: the first is the one that lists show. */
  readonly position?: number;
}
export const useEdit = (product_id: number) =>
  useShopChange(({ id, ...body }: Change) =>
    rest<OwnPicture>('patch', one, { path: { product_id, image_id: id }, body }),
  );

export const useRemove = (product_id: number) =>
  useShopChange((id: number) => rest<void>('delete', one, { path: { product_id, image_id: id } }));
