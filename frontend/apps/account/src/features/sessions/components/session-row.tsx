import { Box, Button, formatMoment, type IconProps, StatusChip, Typography, toast } from '@shopmesh/ui';
import { Laptop, Monitor, ShieldCheck, Smartphone, Tablet } from '@shopmesh/ui/icons';
import { type ComponentType, useState } from 'react';
import { ago } from '../../../shared/ago';
import { ConfirmDialog } from '../../../shared/confirm-dialog';
import { useEndSession } from '../api/end-sessions';
import type { SignedInDevice } from '../api/list-sessions';

const ICONS: Readonly<Record<string, ComponentType<IconProps>>> = {
  desktop: Monitor,
  phone: Smartphone,
  tablet: Tablet,
  other: Laptop,
};

const when = ({ current, last_used_at }: SignedInDevice) =>
  current ? 'Active now' : `Last active ${ago(last_used_at)}`;

export function SessionRow({ device }: { device: SignedInDevice }) {
  const [asking, setAsking] = useState(false);
  const { mutateAsync } = useEndSession();
  const Icon = ICONS[device.kind] ?? Laptop;
  const end = async () => {
    await mutateAsync(device.id);
    toast({ message: `${device.device} is signed out` });
  };
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '44px minmax(0, 1fr)', sm: '44px minmax(0, 1fr) auto' },
        columnGap: 2,
        rowGap: 1,
        alignItems: 'center',
        paddingBlock: 2,
        '& + &': { borderTop: '1px solid', borderColor: 'divider' },
      }}
    >
      <Box
        sx={{
          display: 'grid',
          placeItems: 'center',
          alignSelf: 'start',
          width: 44,
          height: 44,
          borderRadius: '14px',
          bgcolor: 'ground',
          color: 'text.secondary',
        }}
      >
        <Icon size={22} aria-hidden />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.25, rowGap: 0.5 }}>
          <Typography variant="h3" component="p">
            {device.device}
          </Typography>
          {device.current && <StatusChip tone="success">This device</StatusChip>}
          {device.second_factor && (
            <StatusChip tone="info" icon={ShieldCheck}>
              Two steps
            </StatusChip>
          )}
        </Box>
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {when(device)} · {device.address}
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          Signed in {formatMoment(device.started_at)}
        </Typography>
      </Box>
      {!device.current && (
        <Box sx={{ gridColumn: { xs: '2', sm: 'auto' } }}>
          <Button
            variant="outlined"
            aria-label={`Sign out ${device.device}, ${when(device)}`}
            onClick={() => setAsking(true)}
          >
            Sign out
          </Button>
          <ConfirmDialog
            open={asking}
            onClose={() => setAsking(false)}
            title="Sign out this device?"
            words={`${device.device} (${device.address}) is signed out within seconds, whatever it is doing.`}
            label="Sign it out"
            run={end}
          />
        </Box>
      )}
    </Box>
  );
}
