const EMAIL = /^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$/; // printable ASCII without a second @

export const emailRefusal = (email: string): string | undefined =>
  EMAIL.test(email.trim()) ? undefined : 'Enter an e-mail address, like ada@example.com.';
