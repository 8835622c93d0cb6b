import { UiProvider } from '@shopmesh/ui';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Books } from '../api/books';
import { Equations } from './equations';

const books = (problem_counts: Record<string, number>) =>
  ({
    products: { count: 1, received: 2, sold: 1, reserved: 0, free: 1 },
    orders: { paid: 1, giving_back: 0, given_back: 0 },
    payments: { captured: 1, under_way: 0 },
    ledger: [],
    problem_counts,
  }) as unknown as Books;

const verdicts = (problem_counts: Record<string, number>) => {
  render(
    <UiProvider>
      <Equations books={books(problem_counts)} />
    </UiProvider>,
  );
  return screen.getAllByText(/^(right|wrong)$/).map(({ textContent }) => textContent);
};

test.each([
  [{}, ['right', 'right', 'right']],
  [{ units_differ: 1 }, ['wrong', 'right', 'right']],
  [{ refund_missing: 1 }, ['right', 'wrong', 'right']],
  [{ ledger_not_zero: 1 }, ['right', 'right', 'wrong']],
])('each problem stands at the sum it is about: %o', (problems, told) => {
  expect(verdicts(problems)).toEqual(told);
});
