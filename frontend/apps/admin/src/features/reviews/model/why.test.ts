import { expect, test } from 'vitest';
import { whyWords } from './why';

test('why a review waits is said a sentence each', () => {
  expect(whyWords({ held_for: ['link', 'reported'], reports: { spam: 2, off_topic: 1 } })).toEqual([
    'There is a link in it.',
    'Readers reported it: spam (2), off topic (1).',
  ]);
  expect(whyWords({ held_for: [], reports: {} })).toEqual([]);
});
