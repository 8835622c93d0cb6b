import {
  FingerprintPattern,
  type IconProps,
  KeyRound,
  LifeBuoy,
  MessageSquareText,
  Smartphone,
} from '@shopmesh/ui/icons';
import type { ComponentType } from 'react';

export type ProofMethod = 'password' | 'totp' | 'passkey' | 'sms' | 'backup_code';

export interface Proof {
  readonly method: ProofMethod;
  /** What was typed; empty for a passkey. */
  readonly secret: string;
}

interface Words {
  /** As one of several ways. */
  readonly way: string;
  readonly label: string;
  readonly hint: string;
  readonly empty: string;
  readonly icon: ComponentType<IconProps>;
}

export const METHODS: Readonly<Record<ProofMethod, Words>> = {
  password: {
    way: 'Use your password',
    label: 'Your password',
    hint: '',
    empty: 'Enter your password.',
    icon: KeyRound,
  },
  totp: {
    way: 'Use your authenticator app',
    label: 'Code from your authenticator app',
    hint: 'Six digits, a new one every 30 seconds.',
    empty: 'Enter the six digits your app shows.',
    icon: Smartphone,
  },
  passkey: {
    way: 'Use a passkey',
    label: 'Passkey',
    hint: 'Your fingerprint, your face or your security key.',
    empty: '',
    icon: FingerprintPattern,
  },
  sms: {
    way: 'Get a code by text message',
    label: 'Code from the text message',
    hint: 'Six digits.',
    empty: 'Enter the six digits we sent you.',
    icon: MessageSquareText,
  },
  backup_code: {
    way: 'Use a backup code',
    label: 'One of your backup codes',
    hint: 'Each works once.',
    empty: 'Enter one of the codes you saved.',
    icon: LifeBuoy,
  },
};

const CODE_LENGTH = 6;

export const digitsOf = (typed: string): string => typed.replace(/\D/g, '').slice(0, CODE_LENGTH);

/** Nothing more to type: the form may send itself. */
export const isWhole = (code: string): boolean => code.length === CODE_LENGTH;

/** What the server can use of what was typed, or why not. */
export function refusalOf(method: ProofMethod, secret: string): string | undefined {
  if (method === 'passkey') return undefined;
  if (!secret.trim()) return METHODS[method].empty;
  if ((method === 'totp' || method === 'sms') && !isWhole(digitsOf(secret))) return METHODS[method].empty;
  return undefined;
}
