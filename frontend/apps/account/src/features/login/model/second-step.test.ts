import { ApiError } from '@shopmesh/sdk';
import { expect, test } from 'vitest';
import { isOver } from './second-step';

const refusal = (code: string) => new ApiError(401, { type: `/problems/${code}` });

test.each(['token-expired', 'token-invalid'])('%s leads back to the password', (code) => {
  expect(isOver(refusal(code))).toBe(true);
});

test.each(['mfa-code-invalid', 'rate-limited'])('%s is told where one is', (code) => {
  expect(isOver(refusal(code))).toBe(false);
});

test('what is no answer of the shop changes nothing', () => {
  expect(isOver(new Error('boom'))).toBe(false);
});
