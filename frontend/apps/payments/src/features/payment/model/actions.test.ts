import type { Payment } from '@shopmesh/sdk';
import { describe, expect, test } from 'vitest';
import { REQUEST as WAITING } from '../../../shared/testing';
import { actionsOf } from './actions';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const REQUEST: Payment = { ...WAITING, capture: 'manual' };
const PAID: Payment = { ...REQUEST, status: 'completed', captured: '40.00' };
const ORDER: Payment = { ...PAID, type: 'checkout', order_id: 'o-1', vendor_id: null, expires_at: null };
const may = (payment: Payment, id: string, role: string) => actionsOf(payment, { id, role }, NOW);

describe('a request that waits', () => {
  test('is paid or declined by the customer it was sent to, and by nobody else', () => {
    expect(may(REQUEST, 'ada', 'customer')).toEqual(['pay', 'decline']);
    expect(may(REQUEST, 'bob', 'customer')).toEqual([]);
    expect(may(REQUEST, 'vic', 'viewer')).toEqual([]);
  });

  test.each(['vendor', 'staff', 'admin'])('is sent, changed and withdrawn by %s', (role) => {
    expect(may(REQUEST, 'vera', role)).toEqual(['share', 'edit', 'cancel']);
  });

  test('can no longer be paid when its time is over', () => {
    const late = { ...REQUEST, expires_at: '2026-03-01T09:59:59Z' };
    expect(may(late, 'ada', 'customer')).toEqual(['decline']);
    expect(may(late, 'vera', 'vendor')).toEqual(['edit', 'cancel']);
  });
});

test('money that is held is taken or let go by those who asked for it', () => {
  const held: Payment = { ...REQUEST, status: 'authorized' };
  expect(may(held, 'vera', 'vendor')).toEqual(['capture', 'release']);
  expect(may(held, 'ada', 'customer')).toEqual([]);
  expect(may({ ...ORDER, status: 'authorized', captured: '0.00' }, 'root', 'admin')).toEqual([]);
});

test('what was taken is given back by the shop, or by the vendor whose request it was', () => {
  expect(may(PAID, 'root', 'staff')).toEqual(['refund']);
  expect(may(PAID, 'vera', 'vendor')).toEqual(['refund']);
  expect(may(ORDER, 'root', 'admin')).toEqual(['refund']);
  expect(may(ORDER, 'vera', 'vendor')).toEqual([]);
  expect(may(PAID, 'ada', 'customer')).toEqual([]);
});

test('nothing is left to give back of what was given back', () => {
  expect(may({ ...PAID, status: 'refunded', refunded: '40.00' }, 'root', 'admin')).toEqual([]);
  expect(may({ ...PAID, status: 'partially_refunded', refunded: '39.99' }, 'root', 'admin')).toEqual(['refund']);
});
