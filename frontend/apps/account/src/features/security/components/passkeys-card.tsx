import { problemOf } from '@shopmesh/sdk';
import { passkeysSupported } from '@shopmesh/sdk/passkeys';
import { Box, Button, ErrorPanel, formatMoment, IconButton, Skeleton, Typography, toast } from '@shopmesh/ui';
import { FingerprintPattern, Pencil, Plus, Trash2 } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { ago } from '../../../shared/ago';
import { ConfirmDialog } from '../../../shared/confirm-dialog';
import { Section } from '../../../shared/section';
import { addPasskey, type Passkey, removePasskey, renamePasskey, usePasskeys } from '../api/passkeys';
import { useRefetchSecurity } from '../api/two-step';
import { deviceName } from '../model/device-name';
import { FACTOR_LIST, Factor } from './factors';
import { NameDialog } from './name-dialog';

type Asking = { readonly about: 'name' | 'remove'; readonly passkey: Passkey } | { readonly about: 'add' } | null;

const wordsOf = ({ created_at, last_used_at, backed_up }: Passkey) =>
  [
    `Added ${formatMoment(created_at)}`,
    last_used_at ? `used ${ago(last_used_at)}` : 'never used',
    ...(backed_up ? ['kept in your password manager'] : []),
  ].join(', ');

export function PasskeysCard() {
  const passkeys = usePasskeys();
  const refetch = useRefetchSecurity();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const after = async (work: Promise<unknown>, message: string) => {
    await work;
    toast({ message });
    void refetch();
  };
  const list = () => {
    if (passkeys.isPending) return <Skeleton variant="rounded" height={72} />;
    if (passkeys.isError) return <ErrorPanel problem={problemOf(passkeys.error)} onRetry={() => passkeys.refetch()} />;
    if (passkeys.data.length === 0) return <Typography sx={{ color: 'text.secondary' }}>None yet.</Typography>;
    return (
      <Box component="ul" aria-label="Passkeys" sx={FACTOR_LIST}>
        {passkeys.data.map((passkey) => (
          <Factor
            key={passkey.id}
            icon={FingerprintPattern}
            compact
            title={passkey.name}
            words={wordsOf(passkey)}
            action={
              <>
                <IconButton label={`Rename ${passkey.name}`} onClick={() => setAsking({ about: 'name', passkey })}>
                  <Pencil size={19} aria-hidden />
                </IconButton>
                <IconButton label={`Remove ${passkey.name}`} onClick={() => setAsking({ about: 'remove', passkey })}>
                  <Trash2 size={19} aria-hidden />
                </IconButton>
              </>
            }
          />
        ))}
      </Box>
    );
  };
  return (
    <Section
      title="Passkeys"
      lead="Sign in with your fingerprint, your face or a security key: nothing to remember, nothing to be phished."
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        {list()}
        {passkeysSupported() ? (
          <Box>
            <Button
              variant="outlined"
              startIcon={<Plus size={18} aria-hidden />}
              onClick={() => setAsking({ about: 'add' })}
            >
              Add a passkey
            </Button>
          </Box>
        ) : (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            This browser knows no passkeys, or the shop was opened without HTTPS.
          </Typography>
        )}
      </Box>
      <NameDialog
        open={asking?.about === 'add'}
        onClose={close}
        title="Add a passkey"
        initial={deviceName(navigator.userAgent)}
        label="Continue"
        save={(name) => after(addPasskey(name), 'Passkey added')}
      />
      <NameDialog
        open={asking?.about === 'name'}
        onClose={close}
        title="Rename this passkey"
        initial={asking?.about === 'name' ? asking.passkey.name : ''}
        label="Save"
        save={async (name) => {
          if (asking?.about === 'name') await after(renamePasskey(asking.passkey.id, name), 'Passkey renamed');
        }}
      />
      <ConfirmDialog
        open={asking?.about === 'remove'}
        onClose={close}
        title="Remove this passkey?"
        words={
          asking?.about === 'remove'
            ? `“${asking.passkey.name}” no longer opens your account. Delete it on the device as well.`
            : ''
        }
        label="Remove"
        run={async () => {
          if (asking?.about === 'remove') await after(removePasskey(asking.passkey.id), 'Passkey removed');
        }}
      />
    </Section>
  );
}
