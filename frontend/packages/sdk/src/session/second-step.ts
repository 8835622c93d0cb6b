/** How somebody can show that it is them, beside the password. */
export type FactorMethod = 'totp' | 'passkey' | 'sms' | 'backup_code';

/** The password was right, and not enough. */
export interface SecondStep {
  /** Good for this one login, and for nothing else. */
  readonly mfaToken: string;
  readonly methods: readonly FactorMethod[];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

interface Answer {
  readonly mfa_token: string;
  readonly methods: readonly string[];
  readonly expires_in: number;
}

const KNOWN: readonly string[] = ['totp', 'passkey', 'sms', 'backup_code'];

/** The methods this front end knows, the one most people have first. */
export const factorsOf = (methods: readonly string[]): FactorMethod[] =>
  KNOWN.filter((method): method is FactorMethod => methods.includes(method));

export const secondStepOf = ({ mfa_token, methods, expires_in }: Answer): SecondStep => ({
  mfaToken: mfa_token,
  methods: factorsOf(methods),
  expiresAt: Date.now() + expires_in * 1_000,
});
