import { ApiError } from '@shopmesh/sdk';
import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import * as uploads from '../../../shared/api/upload';
import { show } from '../../../shared/testing';
import { Gallery } from './gallery';

const picture = (id: number) => ({ id, url: `/media/uploads/${id}-512.webp`, alt: `View ${id}` });
const LIST = 'GET /api/products/7/images/';

const order = () => screen.getAllByRole('listitem').map((tile) => within(tile).getByRole('img').getAttribute('alt'));

test('the keyboard puts another picture first, and it is said', async () => {
  let pictures = [1, 2, 3].map(picture);
  const seen = serve({
    [LIST]: () => json(pictures),
    'PATCH /api/products/7/images/2/': () => {
      pictures = [2, 1, 3].map(picture);
      return json(picture(2));
    },
  });
  const user = show(<Gallery productId={7} tint="#FBE9DC" standIn="/media/products/1f4a1.webp" />);
  (await screen.findByRole('button', { name: 'Move picture 2 forward' })).focus();
  await user.keyboard('{Enter}');
  expect(order()).toEqual(['View 2', 'View 1', 'View 3']);
  expect(await screen.findByText('Picture 2 is now picture 1 of 3')).toBeInTheDocument();
  await expect.poll(() => asked(seen, LIST).length).toBe(2);
  expect(order()).toEqual(['View 2', 'View 1', 'View 3']);
  expect(asked(seen, 'PATCH /api/products/7/images/2/')[0]?.body).toEqual({ position: 0 });
});

test('an order the shop refuses is not shown any longer', async () => {
  serve({
    [LIST]: () => json([1, 2].map(picture)),
    'PATCH /api/products/7/images/1/': () => problem(409, 'conflict', { detail: 'Somebody else moved it.' }),
  });
  const user = show(<Gallery productId={7} tint="#FBE9DC" standIn="/media/products/1f4a1.webp" />);
  await user.click(await screen.findByRole('button', { name: 'Move picture 1 back' }));
  expect(await screen.findByText('Somebody else moved it.')).toBeVisible();
  expect(order()).toEqual(['View 1', 'View 2']);
});

test('what is said about a picture is saved when the field is left', async () => {
  const seen = serve({ [LIST]: () => json([picture(1)]), 'PATCH /api/products/7/images/1/': () => json(picture(1)) });
  const user = show(<Gallery productId={7} tint="#FBE9DC" standIn="/media/products/1f4a1.webp" />);
  await user.type(await screen.findByLabelText('What it shows'), ' from above');
  await user.tab();
  await expect
    .poll(() => asked(seen, 'PATCH /api/products/7/images/1/')[0]?.body)
    .toEqual({ alt: 'View 1 from above' });
});

test('files go one after the other; those that are no pictures never leave', async () => {
  const sent: string[] = [];
  vi.spyOn(uploads, 'upload').mockImplementation(async ({ body, onProgress }) => {
    onProgress?.(0.5);
    sent.push(((body as FormData).get('file') as File).name);
    return {} as never;
  });
  serve({ [LIST]: () => json([]) });
  show(<Gallery productId={7} tint="#FBE9DC" standIn="/media/products/1f4a1.webp" />);
  const file = (name: string, type: string) => new File(['x'], name, { type });
  const files = [file('a.png', 'image/png'), file('b.svg', 'image/svg+xml'), file('c.webp', 'image/webp')];
  fireEvent.drop(await screen.findByText('Drop pictures here'), { dataTransfer: { files } });
  await expect.poll(() => sent).toEqual(['a.png', 'c.webp']);
  expect(screen.getByText(/Send a JPEG/)).toHaveTextContent('b.svg: Send a JPEG, PNG, WebP or GIF picture.');
});

test('what did not arrive is sent again', async () => {
  const send = vi.spyOn(uploads, 'upload').mockRejectedValueOnce(new ApiError(503, { detail: 'Many pictures.' }));
  send.mockResolvedValueOnce({});
  serve({ [LIST]: () => json([]) });
  const user = show(<Gallery productId={7} tint="#FBE9DC" standIn="/media/products/1f4a1.webp" />);
  const file = new File(['x'], 'a.png', { type: 'image/png' });
  await user.upload(await screen.findByLabelText('Pictures'), file);
  await user.click(await screen.findByRole('button', { name: 'Send a.png again' }));
  await expect.poll(() => screen.queryByText('a.png')).toBeNull();
  expect(send).toHaveBeenCalledTimes(2);
});
