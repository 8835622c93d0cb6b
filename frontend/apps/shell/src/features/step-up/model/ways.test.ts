import { expect, test } from 'vitest';
import { waysFor } from './ways';

test('a password is offered where any proof will do', () => {
  expect(waysFor({ acr: 'pwd' }, ['password'])).toEqual(['password']);
});

test('a password alone never answers the demand for a second factor', () => {
  expect(waysFor({ acr: 'mfa' }, ['password', 'backup_code', 'totp'])).toEqual(['totp', 'backup_code']);
});

test('who has no second factor is left with nothing, and is told to set one up', () => {
  expect(waysFor({ acr: 'mfa' }, ['password'])).toEqual([]);
});

test('a method this front end does not know yet is not offered', () => {
  expect(waysFor({ acr: 'mfa' }, ['carrier-pigeon', 'sms'])).toEqual(['sms']);
});
