import { ApiError } from '@shopmesh/sdk';
import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import * as uploads from '../../../shared/api/upload';
import { show } from '../../../shared/testing';
import { Gallery } from './gallery';

const picture = (id: number) => ({ id, url: `/media/uploads/${id}-512.webp`, alt: `View ${id}` });
const LIST = 'GET /api/products/7/images/';

const seenAs = (ids: readonly number[], version = 1) => json(ids.map(picture), 200, { ETag: `"${version}-a"` });
const order = () =>
  within(screen.getByRole('list', { name: 'Pictures' }))
    .getAllByRole('listitem')
    .map((tile) => within(tile).getByRole('img').getAttribute('alt'));

test('the keyboard puts another picture first, and it is said', async () => {
  let pictures = [1, 2, 3];
  const seen = serve({
    [LIST]: (_, nth) => seenAs(pictures, nth + 1),
    'PATCH /api/products/7/images/2/': () => {
      pictures = [2, 1, 3];
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
  expect(asked(seen, 'PATCH /api/products/7/images/2/')[0]).toMatchObject({ body: { position: 0 }, ifMatch: '"1-a"' });
});

test('an order the shop refuses is not shown any longer', async () => {
  serve({
    [LIST]: () => seenAs([1, 2]),
    'PATCH /api/products/7/images/1/': () => problem(409, 'conflict', { detail: 'Somebody else moved it.' }),
  });
  const user = show(<Gallery productId={7} tint="#FBE9DC" standIn="/media/products/1f4a1.webp" />);
  await user.click(await screen.findByRole('button', { name: 'Move picture 1 back' }));
  expect(await screen.findByText('Somebody else moved it.')).toBeVisible();
  expect(order()).toEqual(['View 1', 'View 2']);
});

test('what is said about a picture is saved when the field is left', async () => {
  const seen = serve({ [LIST]: () => seenAs([1]), 'PATCH /api/products/7/images/1/': () => json(picture(1)) });
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
  serve({ [LIST]: () => seenAs([]) });
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
  serve({ [LIST]: () => seenAs([]) });
  const user = show(<Gallery productId={7} tint="#FBE9DC" standIn="/media/products/1f4a1.webp" />);
  const file = new File(['x'], 'a.png', { type: 'image/png' });
  await user.upload(await screen.findByLabelText('Pictures'), file);
  await user.click(await screen.findByRole('button', { name: 'Send a.png again' }));
  await expect.poll(() => screen.queryByText('a.png')).toBeNull();
  expect(send).toHaveBeenCalledTimes(2);
});

const gallery = () => show(<Gallery productId={7} tint="#FBE9DC" standIn="/media/products/1f4a1.webp" />);
const FASTER = { name: 'Somebody changed these pictures meanwhile' };
const MOVE = 'PATCH /api/products/7/images/1/';

test('of what somebody else changed meanwhile it is told, and what is there now is shown', async () => {
  const seen = serve({
    [LIST]: (_, nth) => (nth === 0 ? seenAs([1, 2]) : seenAs([3, 2, 1], 2)),
    [MOVE]: (_, nth) => (nth === 0 ? problem(412, 'precondition-failed') : json(picture(1))),
  });
  const user = gallery();
  await user.click(await screen.findByRole('button', { name: 'Move picture 1 back' }));
  const told = (await screen.findByRole('heading', FASTER)).closest('[role=alert]') as HTMLElement;
  expect(within(told).getByText('Picture 1 is new')).toBeVisible();
  expect(within(told).getByText('The pictures stand in another order')).toBeVisible();
  await expect.poll(order).toEqual(['View 3', 'View 2', 'View 1']);
  expect(asked(seen, MOVE)).toHaveLength(1);

  await user.click(within(told).getByRole('button', { name: 'Make picture 3 picture 2' }));
  await expect.poll(() => asked(seen, MOVE).map(({ ifMatch }) => ifMatch)).toEqual(['"1-a"', '"2-a"']);
  await expect.poll(() => screen.queryByRole('heading', FASTER)).toBeNull();
});

test('where the product changed and its pictures did not, nobody is asked', async () => {
  const seen = serve({
    [LIST]: (_, nth) => seenAs([1, 2], nth + 1),
    [MOVE]: (_, nth) => (nth === 0 ? problem(412, 'precondition-failed') : json(picture(1))),
  });
  const user = gallery();
  await user.click(await screen.findByRole('button', { name: 'Move picture 1 back' }));
  await expect.poll(() => asked(seen, MOVE).map(({ ifMatch }) => ifMatch)).toEqual(['"1-a"', '"2-a"']);
  expect(screen.queryByRole('heading', FASTER)).toBeNull();
});

test('a picture that was described by somebody else is not deleted', async () => {
  const REMOVE = 'DELETE /api/products/7/images/1/';
  const seen = serve({
    [LIST]: (_, nth) => (nth === 0 ? seenAs([1]) : json([{ ...picture(1), alt: 'A lamp' }], 200, { ETag: '"2-a"' })),
    [REMOVE]: () => problem(412, 'precondition-failed'),
  });
  const user = gallery();
  await user.click(await screen.findByRole('button', { name: 'Delete picture 1' }));
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText(/Nothing was deleted/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByText('Picture 1 is described now: “A lamp”')).toBeVisible();
  expect(screen.getByLabelText('What it shows')).toHaveValue('A lamp');
  expect(asked(seen, REMOVE).map(({ ifMatch }) => ifMatch)).toEqual(['"1-a"']);
  await user.click(screen.getByRole('button', { name: 'Leave it as it is' }));
  expect(screen.queryByRole('heading', FASTER)).toBeNull();
});

test('two changes in a row are not each other’s rivals', async () => {
  const seen = serve({
    [LIST]: (_, nth) => seenAs([1, 2, 3], nth + 1),
    [MOVE]: () => json(picture(1)),
    'PATCH /api/products/7/images/2/': () => json(picture(2)),
  });
  const user = gallery();
  await user.click(await screen.findByRole('button', { name: 'Move picture 1 back' }));
  await user.click(screen.getByRole('button', { name: 'Move picture 1 back' }));
  await expect
    .poll(() => seen.filter(({ method }) => method === 'PATCH').map(({ ifMatch }) => ifMatch))
    .toEqual(['"1-a"', '"2-a"']);
});

test('what somebody else did already is not offered again', async () => {
  serve({
    [LIST]: (_, nth) => (nth === 0 ? seenAs([1, 2]) : seenAs([2, 1], 2)),
    [MOVE]: () => problem(412, 'precondition-failed'),
  });
  const user = gallery();
  await user.click(await screen.findByRole('button', { name: 'Move picture 1 back' }));
  const told = (await screen.findByRole('heading', FASTER)).closest('[role=alert]') as HTMLElement;
  expect(within(told).getAllByRole('button')).toHaveLength(1);
});
