import { Told } from '@shopmesh/sdk';
import { middleSquare } from './picture';

const QUALITY = 0.9;
const UNREADABLE = new Told('This is not a picture we can read', 'Choose a photo as JPEG, PNG or WebP.');

/** A photo of a phone has many megabytes, and where it was taken: what leaves the browser is a small square of its pixels. */
export async function shrink(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => {
    throw UNREADABLE;
  });
  const { x, y, side, target } = middleSquare(picture.width, picture.height);
  const canvas = Object.assign(document.createElement('canvas'), { width: target, height: target });
  canvas.getContext('2d')?.drawImage(picture, x, y, side, side, 0, 0, target, target);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', QUALITY));
  if (!blob) throw UNREADABLE;
  return blob;
}

/** For an <img>: the content security policy lets data: in, and no blob:. */
export const dataUrlOf = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(UNREADABLE);
    reader.readAsDataURL(blob);
  });
