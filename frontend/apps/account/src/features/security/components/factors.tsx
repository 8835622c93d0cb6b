import { Box, Button, formatMoment, type IconProps, Typography, toast } from '@shopmesh/ui';
import { LifeBuoy, MessageSquareText, Smartphone } from '@shopmesh/ui/icons';
import { type ComponentType, type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../../../shared/confirm-dialog';
import { removeSms } from '../api/sms';
import { newBackupCodes, type TwoStepStatus, turnOff, useRefetchSecurity } from '../api/two-step';
import { codesLeft } from '../model/backup-codes';

interface FactorProps {
  icon: ComponentType<IconProps>;
  title: string;
  words: string;
  action?: ReactNode;
  /** The action is small enough to stay beside the words on a phone. */
  compact?: boolean;
}

export const Factor = ({ icon: Icon, title, words, action, compact = false }: FactorProps) => (
  <Box
    component="li"
    sx={{
      display: 'grid',
      gridTemplateColumns: {
        xs: compact ? '24px minmax(0, 1fr) auto' : '24px minmax(0, 1fr)',
        sm: '24px minmax(0, 1fr) auto',
      },
      columnGap: 2,
      rowGap: 1,
      alignItems: 'center',
      paddingBlock: 1.75,
      '& + &': { borderTop: '1px solid', borderColor: 'divider' },
    }}
  >
    <Box sx={{ color: 'text.secondary', display: 'flex' }}>
      <Icon size={22} aria-hidden />
    </Box>
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="h3" component="p" sx={{ overflowWrap: 'anywhere' }}>
        {title}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {words}
      </Typography>
    </Box>
    {action && (
      <Box sx={{ gridColumn: { xs: compact ? 'auto' : '2', sm: 'auto' }, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {action}
      </Box>
    )}
  </Box>
);

type Method = TwoStepStatus['methods'][number];

function wordsOf(method: Method | undefined, set: string): string {
  if (!method) return 'Not set up';
  return method.switched_off ? 'Closed after too many wrong codes. Turn it off below, then set it up anew.' : set;
}

export const FACTOR_LIST = { listStyle: 'none', margin: 0, padding: 0 } as const;

interface FactorsProps {
  status: TwoStepStatus;
  onApp: () => void;
  onSms: () => void;
  onCodes: (codes: readonly string[]) => void;
}

/** Everything a second step may be, whether it is set up, and the way to change it. Passkeys have a plate of their own. */
export function Factors({ status, onApp, onSms, onCodes }: FactorsProps) {
  const [asking, setAsking] = useState<'off' | 'codes' | 'sms' | null>(null);
  const refetch = useRefetchSecurity();
  const found = (type: string) => status.methods.find((method) => method.type === type);
  const [app, sms] = [found('totp'), found('sms')];
  const left = status.backup_codes_left;
  const close = () => setAsking(null);
  const after = async (work: Promise<unknown>, message: string) => {
    await work;
    toast({ message });
    void refetch();
  };
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box component="ul" aria-label="Second steps" sx={FACTOR_LIST}>
        <Factor
          icon={Smartphone}
          title="Authenticator app"
          words={wordsOf(app, `On since ${app?.confirmed_at ? formatMoment(app.confirmed_at) : 'today'}`)}
          action={
            !app && (
              <Button variant="outlined" aria-label="Set up an authenticator app" onClick={onApp}>
                Set up
              </Button>
            )
          }
        />
        <Factor
          icon={MessageSquareText}
          title="Text messages"
          words={wordsOf(sms, `To the number ending in ${sms?.phone_hint?.replace(/^\W+/, '')}`)}
          action={
            sms ? (
              <Button variant="outlined" aria-label="Remove text messages" onClick={() => setAsking('sms')}>
                Remove
              </Button>
            ) : (
              <Button variant="outlined" aria-label="Set up text messages" onClick={onSms}>
                Set up
              </Button>
            )
          }
        />
        <Factor
          icon={LifeBuoy}
          title="Backup codes"
          words={codesLeft(left)}
          action={
            <Button variant="outlined" onClick={() => setAsking('codes')}>
              New codes
            </Button>
          }
        />
      </Box>
      {(app || sms) && (
        <Box>
          <Button variant="outlined" onClick={() => setAsking('off')}>
            Turn off two-step verification
          </Button>
        </Box>
      )}
      <ConfirmDialog
        open={asking === 'codes'}
        onClose={close}
        title="Make new backup codes?"
        words="The codes you have now stop working at once."
        label="Make new codes"
        run={async () => onCodes(await newBackupCodes())}
      />
      <ConfirmDialog
        open={asking === 'sms'}
        onClose={close}
        title="Remove text messages?"
        words="We no longer send codes to this number. Your other ways in stay."
        label="Remove"
        run={() => after(removeSms(), 'Text messages removed')}
      />
      <ConfirmDialog
        open={asking === 'off'}
        onClose={close}
        title="Turn off two-step verification?"
        words="Your app, your number and your backup codes are forgotten, and your password alone opens your account again. Passkeys stay."
        label="Turn it off"
        run={() => after(turnOff(), 'Two-step verification is off')}
      />
    </Box>
  );
}
