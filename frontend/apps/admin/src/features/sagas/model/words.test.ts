import { describe, expect, test } from 'vitest';
import type { Saga } from '../api/sagas';
import { stepsOf } from './words';

const step = (state: Saga['state'], more: Partial<Saga['steps'][number]> = {}): Saga['steps'][number] => ({
  state,
  at: '2026-03-01T10:00:00Z',
  outcome: 'done',
  attempt: 0,
  error: '',
  ...more,
});

const saga = (state: Saga['state'], steps: Saga['steps'], stuck = false) =>
  ({ state, steps, stuck }) as unknown as Saga;

describe('the steps of a saga', () => {
  test('what is over has only steps that are done', () => {
    const steps = stepsOf(saga('done', [step('reserving'), step('done')]));
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  test('what is under way stands at its last step', () => {
    const steps = stepsOf(saga('authorizing', [step('reserved'), step('authorizing', { outcome: 'announced' })]));
    expect(steps.map(({ state }) => state)).toEqual(['done', 'current']);
    expect(steps[1]?.note).toBe('Announced before the call.');
  });

  test('one that does not get on says how often it failed and at what', () => {
    const failing = step('capturing', { outcome: 'unknown', attempt: 61, error: 'deadline-exceeded' });
    const [last] = stepsOf(saga('capturing', [failing], true));
    expect(last?.state).toBe('failed');
    expect(last?.note).toBe('Failed 61 times. No answer: it may have happened. deadline-exceeded');
  });
});
