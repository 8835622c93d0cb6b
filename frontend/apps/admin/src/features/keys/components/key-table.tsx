import { Box, Button, formatMoment, StatusChip } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import type { SigningKey } from '../api/keys';
import { stateOf } from '../model/states';

const REVOCABLE = ['next', 'active', 'retiring'];

const columns = (onRevoke: (key: SigningKey) => void): readonly Column<SigningKey>[] => [
  {
    name: 'Key',
    width: '34%',
    cell: (key) => (
      <Box component="code" sx={{ fontSize: '0.82rem' }}>
        {key.kid}
      </Box>
    ),
  },
  {
    name: 'State',
    cell: (key) => <StatusChip tone={stateOf(key.state).tone}>{stateOf(key.state).label}</StatusChip>,
  },
  { name: 'Since', cell: (key) => formatMoment(key.since) },
  { name: 'What it means', width: '28%', cell: (key) => stateOf(key.state).meaning },
  {
    name: 'Emergency',
    cell: (key) =>
      REVOCABLE.includes(key.state) ? (
        <Button variant="outlined" size="small" onClick={() => onRevoke(key)} sx={{ minHeight: 44 }}>
          Revoke
        </Button>
      ) : (
        '–'
      ),
  },
];

export const KeyTable = ({ keys, onRevoke }: { keys: readonly SigningKey[]; onRevoke: (key: SigningKey) => void }) => (
  <DataTable caption="Signing keys" columns={columns(onRevoke)} rows={keys} keyOf={(key) => key.kid} />
);
