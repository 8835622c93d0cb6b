import type { Tone } from '@shopmesh/ui';

interface StateWords {
  readonly label: string;
  readonly tone: Tone;
  readonly meaning: string;
}

export const KEY_STATES: Readonly<Record<string, StateWords>> = {
  next: { label: 'Next', tone: 'info', meaning: 'Published, not used yet: every service learns it before it signs.' },
  active: { label: 'Active', tone: 'success', meaning: 'Signs every new access token.' },
  retiring: { label: 'Retiring', tone: 'warning', meaning: 'Signs no more; tokens it signed are still good.' },
  retired: { label: 'Retired', tone: 'neutral', meaning: 'Its tokens have expired; nobody accepts it.' },
  revoked: { label: 'Revoked', tone: 'error', meaning: 'Taken away at once; its tokens are refused.' },
};

export const stateOf = (state: string): StateWords =>
  KEY_STATES[state] ?? { label: state, tone: 'neutral', meaning: '' };
