import { emailRefusal } from '../../../shared/email';
import { passwordRefusal } from '../../../shared/password';
import type { Registration } from '../api/register-user';

// The server's own rule (user_service).
const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/;

export function registrationErrors({ username, email, password }: Registration): Partial<Registration> {
  const found: Partial<Registration> = {};
  if (!USERNAME.test(username))
    found.username = 'Use 3 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.';
  const badEmail = emailRefusal(email);
  if (badEmail) found.email = badEmail;
  const badPassword = passwordRefusal(password);
  if (badPassword) found.password = badPassword;
  return found;
}
