import { describe, expect, it } from 'vitest';
import { differencesOf, kept, takenOver } from './conflict';
import { changesOf, EMPTY } from './values';

const base = { ...EMPTY, name: 'Lamp', sku: 'LAMP-1', price: '20.00' };
const typed = { ...base, name: 'Desk lamp', price: '25.00' };
const current = { ...base, name: 'Reading lamp', category: 'home' };

describe('two people at one product', () => {
  it('tells what the other changed, and where both did', () => {
    expect(differencesOf({ base, typed, current })).toEqual([
      { name: 'name', was: 'Lamp', now: 'Reading lamp', yours: 'Desk lamp' },
      { name: 'category', was: '', now: 'home', yours: null },
    ]);
  });

  it('takes theirs over, and keeps what only I typed', () => {
    expect(takenOver({ base, typed, current })).toEqual({ ...current, price: '25.00' });
  });

  it('keeps mine, and takes what only they changed', () => {
    expect(kept({ base, typed, current })).toEqual({ ...typed, category: 'home' });
  });

  it('is no conflict where both typed the same', () => {
    expect(differencesOf({ base, typed: current, current }).every(({ yours }) => yours === null)).toBe(true);
  });
});

describe('what a change sends', () => {
  it('is only what differs', () => {
    expect(changesOf(base, { ...base, name: ' Lamp ', price: '20,00' })).toEqual({});
    expect(changesOf(base, typed)).toEqual({ name: 'Desk lamp', price: '25.00' });
  });

  it('is the price too, when the currency is another', () => {
    expect(changesOf(base, { ...base, currency: 'GBP' as const })).toEqual({ currency: 'GBP', price: '20.00' });
  });
});
