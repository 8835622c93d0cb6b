import { expect, test } from 'vitest';
import { registrationErrors } from './rules';

const fine = { username: 'ada', email: 'ada@example.com', password: 'a quiet evening' };

test('a good registration has nothing to say', () => {
  expect(registrationErrors(fine)).toEqual({});
});

test.each([
  ['username', { username: 'ada lovelace' }],
  ['username', { username: '' }],
  ['email', { email: 'ada@example' }],
  ['password', { password: 'short' }],
  ['password', { password: '1234567890' }],
  ['password', { password: 'x'.repeat(1_025) }],
])('%s is refused before the server is asked: %o', (field, change) => {
  expect(Object.keys(registrationErrors({ ...fine, ...change }))).toEqual([field]);
});
