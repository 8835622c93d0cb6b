import { expect, test } from 'vitest';
import { registrationErrors } from './rules';

const fine = { username: 'ada', email: 'ada@example.com', password: 'a quiet evening' };

test('a good registration has nothing to say', () => {
  expect(registrationErrors(fine)).toEqual({});
});

test.each([
  ['username', { username: 'ada lovelace' }],
  ['username', { username: '' }],
  ['username', { username: 'ad' }],
  ['username', { username: '.ada' }],
  ['email', { email: 'ada@example' }],
  ['email', { email: 'ädä@example.com' }],
  ['password', { password: 'short' }],
  ['password', { password: 'x'.repeat(1_025) }],
])('%s is refused before the server is asked: %o', (field, change) => {
  expect(Object.keys(registrationErrors({ ...fine, ...change }))).toEqual([field]);
});
