import { describe, expect, it, test } from 'vitest';
import { pauseAfter } from './polling';
import { type Import, mayApply, mayCancel, partOf, type State, told } from './states';
import { fileMistake, TEMPLATE } from './template';

const ONE: Import = {
  id: 'i',
  name: 'spring.csv',
  state: 'checking',
  dry_run: true,
  rows: 200,
  rows_checked: 50,
  rows_written: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  error_count: 0,
  errors: [],
  created_at: '2026-03-01T10:00:00Z',
  started_at: null,
  finished_at: null,
  rows_per_second: null,
};

describe('asking how far it is', () => {
  it('happens ever less often, at least every five seconds', () => {
    expect(pauseAfter(ONE, 1)).toBe(500);
    expect(pauseAfter(ONE, 2)).toBe(700);
    expect(pauseAfter(ONE, 50)).toBe(5_000);
  });

  it('is not done for what could not be read', () => {
    expect(pauseAfter(undefined, 0)).toBe(false);
  });

  test.each(['checked', 'invalid', 'done', 'failed', 'cancelled'] as const)('ends when it is %s', (state) => {
    expect(pauseAfter({ state }, 1)).toBe(false);
  });
});

test('how far the step under way is', () => {
  expect(partOf(ONE)).toBe(0.25);
  expect(partOf({ ...ONE, state: 'writing', rows_written: 100 })).toBe(0.5);
  expect(partOf({ ...ONE, rows: null })).toBeNull();
  expect(partOf({ ...ONE, state: 'queued' })).toBeNull();
});

test('only what was checked without mistakes is applied, only what is not over is cancelled', () => {
  const states: State[] = ['queued', 'checking', 'checked', 'invalid', 'writing', 'done', 'failed', 'cancelled'];
  expect(states.filter((state) => mayApply({ state, dry_run: true }))).toEqual(['checked']);
  expect(mayApply({ state: 'checked', dry_run: false })).toBe(false);
  expect(states.filter((state) => mayCancel({ state }))).toEqual(['queued', 'checking', 'checked', 'writing']);
});

test.each([
  [
    { state: 'checked', created: 150, updated: 50 },
    'Every row is right: 150 products new, 50 changed, 0 as they were. Nothing is written yet.',
  ],
  [{ state: 'invalid', error_count: 1 }, '1 mistake, so nothing was written. Mend the file and send it again.'],
  [{ state: 'done', created: 1, updated: 1_200, unchanged: 3 }, '1 product new, 1,200 changed, 3 as they were.'],
  [
    { state: 'done', created: 2, error_count: 1 },
    '2 products new, 0 changed, 0 as they were. 1 mistake: those rows were left out.',
  ],
  [{ state: 'cancelled' }, 'Stopped before anything was written.'],
  [{ state: 'cancelled', rows_written: 1_000 }, 'Stopped after 1,000 rows; those are written.'],
] as const)('%o is told', (news, words) => {
  expect(told({ ...ONE, ...news })).toBe(words);
});

test('a file is a CSV file with something in it', () => {
  expect(fileMistake({ name: 'a.CSV', type: '', size: 1 })).toBeUndefined();
  expect(fileMistake({ name: 'a', type: 'text/csv', size: 1 })).toBeUndefined();
  expect(fileMistake({ name: 'a.xlsx', type: '', size: 1 })).toBe('An import is a CSV file.');
  expect(fileMistake({ name: 'a.csv', type: '', size: 0 })).toBe('This file is empty.');
  expect(fileMistake({ name: 'a.csv', type: '', size: 2 ** 28 + 1 })).toBe(
    'A file has at most 256 MB: send it in parts.',
  );
});

test('every line of the template has the same cells', () => {
  expect(TEMPLATE).toBe(
    '\ufeffsku,name,description,category,price,currency,stock,picture,alt\r\n' +
      'LAMP-001,Desk lamp,"Warm light, bright enough to read by.",home,49.90,EUR,25,,\r\n',
  );
});
