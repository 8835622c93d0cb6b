import type { Demand } from '@shopmesh/sdk';
import type { ProofMethod } from '@shopmesh/ui/identity';

// The one that takes least effort first.
const ORDER: readonly ProofMethod[] = ['totp', 'passkey', 'sms', 'backup_code', 'password'];

/** The offered methods that satisfy the demand. Empty: this person has to set up a second factor first. */
export const waysFor = (demand: Demand, offered: readonly string[]): ProofMethod[] =>
  ORDER.filter((method) => offered.includes(method) && (demand.acr !== 'mfa' || method !== 'password'));
