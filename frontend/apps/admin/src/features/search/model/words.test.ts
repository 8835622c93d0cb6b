import { expect, test } from 'vitest';
import { type Index, pauseAfter } from '../api/search';
import { RUN } from '../testing';
import { partOf, progressOf, standingOf } from './words';

const index = (more: Partial<Index>): Index => ({
  target: 'embedded',
  searched: true,
  complete: false,
  waiting: 0,
  waiting_relation: 'exact',
  run: null,
  ...more,
});

test('an index says in a sentence how it stands', () => {
  expect(standingOf(index({ complete: true }))).toBe('Everything on sale can be found.');
  expect(standingOf(index({ run: RUN }))).toMatch(/being put right/);
  expect(standingOf(index({}))).toMatch(/not been filled yet/);
  expect(standingOf(index({ waiting: 1 }))).toMatch(/^1 product changed/);
  expect(standingOf(index({ waiting: 10_000, waiting_relation: 'at_least' }))).toMatch(/^10,000 products or more/);
});

test('how far a run is, in figures and as a part', () => {
  expect(progressOf(RUN)).toBe('500 of 2,000 products');
  expect(partOf(RUN)).toBe(0.25);
  expect(partOf({ ...RUN, done: 2_100 })).toBe(1);
  expect(partOf({ ...RUN, total: 0 })).toBeNull();
});

test('while something goes on it is looked at every second and a half', () => {
  expect(pauseAfter([index({}), index({ run: RUN })])).toBe(1_500);
  expect(pauseAfter([index({ run: { ...RUN, standing: 'waiting' } })])).toBe(1_500);
  expect(pauseAfter([index({ run: { ...RUN, standing: 'done' } })])).toBe(15_000);
  expect(pauseAfter(undefined)).toBe(15_000);
});
