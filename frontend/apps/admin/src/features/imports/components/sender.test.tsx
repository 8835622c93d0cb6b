import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '../../../shared/testing';
import { Sender } from './sender';

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock('../api/imports', () => ({ useSend: () => send }));

test('a retry sends what was chosen when it was sent first, under the same key', async () => {
  send.mockRejectedValue(new Error('The connection broke.'));
  const user = show(<Sender />);
  const file = new File(['sku\n'], 'spring.csv', { type: 'text/csv' });
  await user.upload(screen.getByLabelText(/CSV file/), file);
  await user.click(screen.getByRole('checkbox', { name: /Write at once/ }));
  await user.click(await screen.findByRole('button', { name: /again/i }));
  expect(send).toHaveBeenCalledTimes(2);
  const [first, second] = send.mock.calls.map(([sent]) => ({ key: sent.key, dryRun: sent.dryRun }));
  expect(second).toEqual(first);
  expect(first?.dryRun).toBe(true);
});
