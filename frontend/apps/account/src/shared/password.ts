// user_service's own bounds; the list of common passwords stays with the server.
const PASSWORD_MIN = 8;
const PASSWORD_MAX = 1_024;

export const PASSWORD_HINT = `At least ${PASSWORD_MIN} characters; a short sentence works well.`;

export function passwordRefusal(password: string): string | undefined {
  if (password.length < PASSWORD_MIN) return `Use at least ${PASSWORD_MIN} characters.`;
  if (password.length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters.`;
  return undefined;
}
