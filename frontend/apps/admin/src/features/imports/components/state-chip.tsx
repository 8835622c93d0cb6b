import { StatusChip } from '@shopmesh/ui';
import { STATES, type State } from '../model/states';

export const StateChip = ({ state }: { state: State }) => (
  <StatusChip tone={STATES[state].tone}>{STATES[state].word}</StatusChip>
);
