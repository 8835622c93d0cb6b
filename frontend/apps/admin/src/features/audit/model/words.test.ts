import { describe, expect, it } from 'vitest';
import { actionWords, valueWords } from './words';

describe('words of the audit log', () => {
  it('says an action as a sentence begins', () => {
    expect(actionWords('user.role_changed')).toBe('User role changed');
    expect(actionWords('mfa.enabled')).toBe('Mfa enabled');
  });

  it('shows details as they are', () => {
    expect(valueWords('customer')).toBe('customer');
    expect(valueWords(3)).toBe('3');
    expect(valueWords({ before: 'a' })).toBe('{"before":"a"}');
    expect(valueWords(null)).toBe('null');
  });
});
