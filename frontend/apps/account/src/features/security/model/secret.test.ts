import { expect, test } from 'vitest';
import { asImage, inGroups } from './secret';

test('a secret is read in groups of four', () => {
  expect(inGroups('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP');
  expect(inGroups('JBSWY')).toBe('JBSW Y');
});

test('a drawing becomes an image whatever it contains', () => {
  const url = asImage('<svg xmlns="http://www.w3.org/2000/svg" fill="#000"/>');
  expect(url.startsWith('data:image/svg+xml,')).toBe(true);
  expect(url).not.toMatch(/[<>#" ]/);
});
