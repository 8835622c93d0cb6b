import type { Registration } from '../api/register-user';

// The server's own rules (user_service); the common-password list stays with the server.
const USERNAME = /^[\w.@+-]{1,150}$/u;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PASSWORD_MIN = 8;
const PASSWORD_MAX = 1_024;

export function registrationErrors({ username, email, password }: Registration): Partial<Registration> {
  const found: Partial<Registration> = {};
  if (!USERNAME.test(username)) found.username = 'Use letters, digits and @ . + - _, up to 150 of them.';
  if (!EMAIL.test(email)) found.email = 'Enter an e-mail address, like ada@example.com.';
  if (password.length < PASSWORD_MIN) found.password = `Use at least ${PASSWORD_MIN} characters.`;
  if (password.length > PASSWORD_MAX) found.password = `Use at most ${PASSWORD_MAX} characters.`;
  if (/^\d+$/.test(password)) found.password = 'Use more than digits.';
  return found;
}
