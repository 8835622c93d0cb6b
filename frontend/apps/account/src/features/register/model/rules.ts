import type { Registration } from '../api/register-user';

// The server's own rules (user_service); the common-password list stays with the server.
const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/;
const EMAIL = /^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$/; // printable ASCII without a second @
const PASSWORD_MIN = 8;
const PASSWORD_MAX = 1_024;

export function registrationErrors({ username, email, password }: Registration): Partial<Registration> {
  const found: Partial<Registration> = {};
  if (!USERNAME.test(username))
    found.username = 'Use 3 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.';
  if (!EMAIL.test(email)) found.email = 'Enter an e-mail address, like ada@example.com.';
  if (password.length < PASSWORD_MIN) found.password = `Use at least ${PASSWORD_MIN} characters.`;
  if (password.length > PASSWORD_MAX) found.password = `Use at most ${PASSWORD_MAX} characters.`;
  return found;
}
