import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { show } from '../../../shared/testing';
import { AdjustForm } from './adjust-dialog';

const POST = 'POST /api/products/7/stock/adjustments/';
const FIGURES = { on_hand: 12, reserved: 3, available: 9, low_at: 5, level: 'in_stock' } as const;
const STOCK = 'GET /api/products/7/stock/';
const stock = (on_hand = 12) => json({ product_id: 7, ...FIGURES, on_hand }, 200, { ETag: `"5-${on_hand}.3"` });
const product = { id: 7, name: 'Lamp', figures: FIGURES };

test('a lost answer is asked for again with the same key, another adjustment has another', async () => {
  const seen = serve({
    [STOCK]: () => stock(),
    [POST]: (_, nth) => {
      if (nth === 0) throw new TypeError('the connection broke');
      return problem(409, 'stock-below-reserved', { detail: 'Too few.' });
    },
  });
  const user = show(<AdjustForm product={product} onDone={() => undefined} />);
  await user.selectOptions(screen.getByLabelText('Why'), 'damaged');
  await user.type(screen.getByLabelText('How many'), '2');
  expect(screen.getByRole('status')).toHaveTextContent('12 → 10 (−2)');
  await user.click(screen.getByRole('button', { name: 'Adjust' }));
  await screen.findByText('No connection');
  await user.click(screen.getByRole('button', { name: 'Adjust' }));
  await screen.findByText('Too few.');
  await user.type(screen.getByLabelText(/^Note/), 'Fell down');
  await user.click(screen.getByRole('button', { name: 'Adjust' }));
  await expect.poll(() => asked(seen, POST).length).toBe(3);
  const [first, second, third] = asked(seen, POST);
  expect(first?.body).toEqual({ quantity: -2, reason: 'damaged', note: '' });
  expect(second).toMatchObject({ key: first?.key, body: first?.body });
  expect(third?.body).toEqual({ quantity: -2, reason: 'damaged', note: 'Fell down' });
  expect(third?.key).not.toBe(first?.key);
});

test('who counted says how many there are', async () => {
  let done = false;
  const seen = serve({ [STOCK]: () => stock(), [POST]: () => json({ id: 1 }, 201) });
  const user = show(
    <AdjustForm
      product={product}
      onDone={() => {
        done = true;
      }}
    />,
  );
  await user.selectOptions(screen.getByLabelText('Why'), 'counted');
  await user.type(screen.getByLabelText('How many there are'), '2');
  await user.click(screen.getByRole('button', { name: 'Adjust' }));
  expect(screen.getByText('3 units are reserved for orders being paid; 2 would not cover them.')).toBeVisible();
  await user.type(screen.getByLabelText('How many there are'), '0');
  await user.click(screen.getByRole('button', { name: 'Adjust' }));
  await expect.poll(() => done).toBe(true);
  expect(asked(seen, POST).map(({ body, ifMatch }) => [body, ifMatch])).toEqual([
    [{ quantity: 8, reason: 'counted', note: '' }, '"5-12.3"'],
  ]);
});

test('what was sold while somebody counted is shown, and nothing is adjusted by a difference to what was', async () => {
  let done = false;
  const seen = serve({
    [STOCK]: (_, nth) => stock(nth === 0 ? 12 : 11),
    [POST]: (_, nth) => (nth === 0 ? problem(412, 'precondition-failed') : json({ id: 1 }, 201)),
  });
  const user = show(
    <AdjustForm
      product={product}
      onDone={() => {
        done = true;
      }}
    />,
  );
  await user.selectOptions(screen.getByLabelText('Why'), 'counted');
  await user.type(screen.getByLabelText('How many there are'), '10');
  await user.click(screen.getByRole('button', { name: 'Adjust' }));
  expect(await screen.findByText(/There were 12 units on hand when you began, and now 11 units/)).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('11 → 10 (−1)');
  expect(done).toBe(false);

  await user.click(screen.getByRole('button', { name: 'Adjust' }));
  await expect.poll(() => done).toBe(true);
  const [stale, fresh] = asked(seen, POST);
  expect(stale).toMatchObject({ body: { quantity: -2 }, ifMatch: '"5-12.3"' });
  expect(fresh).toMatchObject({ body: { quantity: -1 }, ifMatch: '"5-11.3"' });
  expect(fresh?.key).not.toBe(stale?.key);
});

test('what came or broke is a difference, whatever is on hand', async () => {
  const seen = serve({ [STOCK]: () => stock(), [POST]: () => json({ id: 1 }, 201) });
  const user = show(<AdjustForm product={product} onDone={() => undefined} />);
  await user.type(screen.getByLabelText('How many'), '5');
  await user.click(screen.getByRole('button', { name: 'Adjust' }));
  await expect.poll(() => asked(seen, POST)).toHaveLength(1);
  expect(asked(seen, POST)[0]?.ifMatch).toBeNull();
});

test('a count goes with the figures of the list where they could not be read before, and no change is made up', async () => {
  let done = false;
  const seen = serve({
    [STOCK]: (_, nth) => (nth === 0 ? problem(404, 'not-found') : stock()),
    [POST]: () => json({ id: 1 }, 201),
  });
  const user = show(
    <AdjustForm
      product={product}
      onDone={() => {
        done = true;
      }}
    />,
  );
  await expect.poll(() => asked(seen, STOCK)).toHaveLength(1);
  await user.selectOptions(screen.getByLabelText('Why'), 'counted');
  await user.type(screen.getByLabelText('How many there are'), '10');
  await user.click(screen.getByRole('button', { name: 'Adjust' }));
  await expect.poll(() => done).toBe(true);
  expect(screen.queryByRole('heading', { name: 'The stock changed meanwhile' })).toBeNull();
  expect(asked(seen, POST).map(({ body, ifMatch }) => [body, ifMatch])).toEqual([
    [{ quantity: -2, reason: 'counted', note: '' }, '"5-12.3"'],
  ]);
});
