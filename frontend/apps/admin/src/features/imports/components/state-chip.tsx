import { StatusChip } from '@shopmesh/ui';
import { STATES, type State } from '../model/states';

export const StateChip = ({ state }: { state: State }) => (
  <StatusChip tone={STATES[state].tone} icon={STATES[state].icon}>
    {STATES[state].word}
  </StatusChip>
);
