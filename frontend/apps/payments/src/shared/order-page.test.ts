import { expect, test } from 'vitest';
import { orderPageOf } from './order-page';

const PAYMENT = { order_id: 'o-1', customer_id: 'ada' };

test('the customer is led to their own order', () => {
  expect(orderPageOf(PAYMENT, { id: 'ada', role: 'customer' })).toBe('/orders/o-1');
  expect(orderPageOf(PAYMENT, { id: 'ada', role: 'staff' })).toBe('/orders/o-1');
});

test.each(['admin', 'staff', 'viewer'])('%s is led to where everybody’s orders are', (role) => {
  expect(orderPageOf(PAYMENT, { id: 'grace', role })).toBe('/admin/orders/o-1');
});

test('a vendor whose goods are in it is led nowhere, and neither is anybody from a request', () => {
  expect(orderPageOf(PAYMENT, { id: 'vera', role: 'vendor' })).toBeNull();
  expect(orderPageOf({ ...PAYMENT, order_id: null }, { id: 'ada', role: 'customer' })).toBeNull();
  expect(orderPageOf(PAYMENT, null)).toBeNull();
});
