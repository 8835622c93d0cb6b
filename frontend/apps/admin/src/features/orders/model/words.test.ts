import { describe, expect, test } from 'vitest';
import { mayCancel, movesOf, STATUS_WORDS } from './words';

const verbs = (status: keyof typeof STATUS_WORDS) => movesOf({ status }).map(({ to }) => to);

describe('what staff can do with an order', () => {
  test('it goes on until it is delivered, and packing may be skipped', () => {
    expect(verbs('confirmed')).toEqual(['processing', 'shipped']);
    expect(verbs('processing')).toEqual(['shipped']);
    expect(verbs('shipped')).toEqual(['delivered']);
  });

  test('a checkout under way and what is over have no next step', () => {
    for (const status of ['pending', 'delivered', 'cancelled'] as const) expect(verbs(status)).toEqual([]);
  });

  test('it can be cancelled between its confirmation and its parcel', () => {
    const cancellable = Object.keys(STATUS_WORDS).filter((status) =>
      mayCancel({ status: status as keyof typeof STATUS_WORDS }),
    );
    expect(cancellable).toEqual(['confirmed', 'processing']);
  });
});
