import { useOnline } from '@shopmesh/sdk';
import { Box } from '@shopmesh/ui';
import { WifiOff } from '@shopmesh/ui/icons';

export function OfflineBanner() {
  const online = useOnline();
  return (
    <Box role="status">
      {!online && (
        <Box
          sx={{
            display: 'flex',
            gap: 1,
            alignItems: 'center',
            justifyContent: 'center',
            padding: 1,
            bgcolor: 'text.primary',
            color: 'background.default',
            fontWeight: 650,
            fontSize: '0.875rem',
          }}
        >
          <WifiOff size={16} aria-hidden />
          You are offline. What you see may be out of date.
        </Box>
      )}
    </Box>
  );
}
