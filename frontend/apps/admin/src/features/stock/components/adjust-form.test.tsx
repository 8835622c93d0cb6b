import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { show } from '../../../shared/testing';
import { AdjustForm } from './adjust-dialog';

const POST = 'POST /api/products/7/stock/adjustments/';
const FIGURES = { on_hand: 12, reserved: 3, available: 9, low_at: 5, level: 'in_stock' } as const;
const product = { id: 7, name: 'Lamp', figures: FIGURES };

test('a lost answer is asked for again with the same key, another adjustment has another', async () => {
  const seen = serve({
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
  const seen = serve({ [POST]: () => json({ id: 1 }, 201) });
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
  expect(asked(seen, POST).map(({ body }) => body)).toEqual([{ quantity: 8, reason: 'counted', note: '' }]);
});
