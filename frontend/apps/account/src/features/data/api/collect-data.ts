import { api, ok } from '@shopmesh/sdk';
import { allPages } from '../model/all-pages';

const PAGE_SIZE = 100;

export type Progress = (words: string) => void;

/** Everything the shop's services keep about one person, as one document. */
export async function collectData(userId: string, tell: Progress) {
  tell('Your account…');
  const account = await ok(api.GET('/api/users/me/export/'));
  const orders = await allPages(
    (page) =>
      ok(
        api.GET('/api/orders/user/{user_id}/', {
          params: { path: { user_id: userId }, query: { page, page_size: PAGE_SIZE } },
        }),
      ),
    (done, count) => tell(`Your orders: ${done} of ${count}…`),
  );
  const payments = await allPages(
    (page) => ok(api.GET('/api/payments/', { params: { query: { page, page_size: PAGE_SIZE } } })),
    (done, count) => tell(`Your payments: ${done} of ${count}…`),
  );
  return {
    exported_at: new Date().toISOString(),
    account,
    orders,
    // Staff may read everybody's payments; this file is about one person.
    payments: payments.filter(({ customer_id }) => customer_id === userId),
  };
}
