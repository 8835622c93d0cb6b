import { expect, test } from 'vitest';
import { addressErrors, fromProfile, NO_ADDRESS, trimmed } from './address';

const ADA = { name: 'Ada', line1: 'Lindenstr. 5', line2: '', postal_code: '10115', city: 'Berlin', country: 'DE' };

test('a complete address has no errors, and the second line may stay empty', () => {
  expect(addressErrors(ADA)).toEqual({});
});

test('each missing part is told on its own field, also when it holds blanks only', () => {
  expect(Object.keys(addressErrors({ ...NO_ADDRESS, city: '  ' }))).toEqual(['name', 'line1', 'postal_code', 'city']);
});

test('what the server would find too long is told before it is sent', () => {
  expect(addressErrors({ ...ADA, postal_code: '1'.repeat(21) })).toEqual({
    postal_code: 'Use at most 20 characters.',
  });
});

test('blanks around are not sent', () => {
  expect(trimmed({ ...ADA, city: ' Berlin ' })).toEqual(ADA);
});

test.each([
  ['Lindenstr. 5\n10115 Berlin', { line1: 'Lindenstr. 5', postal_code: '10115', city: 'Berlin' }],
  ['Rua Augusta 1, 1100-148 Lisboa, Portugal', { line1: 'Rua Augusta 1', postal_code: '1100-148', city: 'Lisboa' }],
  ['12 Square, SW1Y 4JH London', { line1: '12 Square', postal_code: 'SW1Y 4JH', city: 'London' }],
  ['somewhere', { line1: 'somewhere', postal_code: '', city: '' }],
  ['', { line1: '', postal_code: '', city: '' }],
])('the profile’s %j fills in what it can', (address, filled) => {
  expect(fromProfile({ first_name: 'Ada', last_name: '', address })).toMatchObject({ name: 'Ada', ...filled });
});
