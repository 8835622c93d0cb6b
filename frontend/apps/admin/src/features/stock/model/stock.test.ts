import { describe, expect, it, test } from 'vitest';
import { quantityOf, unitsMistake } from './adjustment';
import { signed } from './words';

const SHELF = { on_hand: 12, reserved: 3 };

test.each([
  ['received', '5', 5],
  ['returned', '1', 1],
  ['damaged', '2', -2],
  ['lost', '2', -2],
  ['counted', '10', -2],
  ['counted', '15', 3],
  ['received', '', null],
  ['received', '-5', null],
  ['received', '1.5', null],
] as const)('%s, %s: a change of %s', (reason, units, change) => {
  expect(quantityOf({ reason, units }, 12)).toBe(change);
});

describe('an adjustment', () => {
  it('leaves what is reserved', () => {
    expect(unitsMistake({ reason: 'lost', units: '9' }, SHELF)).toBeUndefined();
    const words = '3 units are reserved for orders being paid; 2 would not cover them.';
    expect(unitsMistake({ reason: 'lost', units: '10' }, SHELF)).toBe(words);
    expect(unitsMistake({ reason: 'counted', units: '2' }, SHELF)).toBe(words);
  });

  it('takes no more than there is, brings no more than fits, and changes something', () => {
    expect(unitsMistake({ reason: 'lost', units: '13' }, { on_hand: 12, reserved: 0 })).toBe('Only 12 are there.');
    expect(unitsMistake({ reason: 'received', units: '999989' }, SHELF)).toBe('At most 1,000,000 units of a product.');
    expect(unitsMistake({ reason: 'received', units: '0' }, SHELF)).toBe('Nothing would change.');
    expect(unitsMistake({ reason: 'counted', units: '12' }, SHELF)).toBe('Nothing would change.');
    expect(unitsMistake({ reason: 'found', units: 'two' }, SHELF)).toBe('A valid integer is required.');
  });
});

test('a movement in words', () => {
  expect([signed(1_200), signed(-3), signed(0)]).toEqual(['+1,200', '−3', '0']);
});
