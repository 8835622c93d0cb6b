import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { problem } from '../../../../../../testing/server';
import type { SeenPayment } from '../../../shared/api/payment-query';
import { REQUEST, show } from '../../../shared/testing';
import { EditForm } from './edit-dialog';

const SEEN: SeenPayment = { payment: { ...REQUEST, expires_at: '2999-03-10T10:00:00Z' }, etag: '"first"' };
const LATER: SeenPayment = { payment: { ...SEEN.payment, amount: '45.00' }, etag: '"second"' };

function Page() {
  const [seen, see] = useState(SEEN);
  return (
    <>
      <button type="button" onClick={() => see(LATER)}>
        news
      </button>
      <EditForm seen={seen} onDone={() => undefined} />
    </>
  );
}

test('what somebody else changed while the form was open is not overwritten', async () => {
  const versions: (string | null)[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    versions.push(request.headers.get('If-Match'));
    return problem(412, 'precondition-failed');
  });
  const user = show(<Page />);
  await user.click(screen.getByRole('button', { name: 'news' }));
  await user.click(screen.getByRole('button', { name: 'Change the request' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody changed it meanwhile');
  expect(versions).toEqual(['"first"']);
});
