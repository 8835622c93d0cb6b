import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, Skeleton, StatusChip, styled, Typography, toast } from '@shopmesh/ui';
import { ShieldAlert } from '@shopmesh/ui/icons';
import { useRef, useState } from 'react';
import { Notice } from '../../../shared/notice';
import { Section } from '../../../shared/section';
import { useReturnFocus } from '../../../shared/use-return-focus';
import { beginSetup, type Setup, type TwoStepStatus, useRefetchSecurity, useTwoStep } from '../api/two-step';
import { BackupCodes } from './backup-codes';
import { Factors } from './factors';
import { SetupApp, SetupSkeleton } from './setup-app';
import { SmsDialog } from './sms-dialog';

type Doing =
  | { readonly step: 'nothing' | 'starting' }
  | { readonly step: 'app'; readonly setup: Setup }
  | { readonly step: 'codes'; readonly codes: readonly string[] };

const Place = styled('div')({ '&:focus-visible': { outline: 'none' } });

const NOTHING: Doing = { step: 'nothing' };

const Off = ({ status, onApp, onSms }: { status: TwoStepStatus; onApp: () => void; onSms: () => void }) => (
  <Box sx={{ display: 'grid', gap: 2.5 }}>
    {status.required && (
      <Notice icon={ShieldAlert} tone="warning" title="Your role needs it">
        Parts of the shop stay closed to you until two-step verification is on.
      </Notice>
    )}
    <Typography sx={{ maxWidth: '62ch' }}>
      With an authenticator app (any will do) nobody gets in with your password alone. It takes a minute.
    </Typography>
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
      <Button onClick={onApp}>Set up with an app</Button>
      <Button variant="outlined" onClick={onSms}>
        Use text messages
      </Button>
    </Box>
  </Box>
);

export function TwoStepCard() {
  const status = useTwoStep();
  const refetch = useRefetchSecurity();
  const [doing, setDoing] = useState<Doing>(NOTHING);
  const [sms, setSms] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useReturnFocus(doing.step !== 'nothing', place);
  const [failure, setFailure] = useState<unknown>(null);

  const startApp = async () => {
    setFailure(null);
    setDoing({ step: 'starting' });
    try {
      setDoing({ step: 'app', setup: await beginSetup() });
    } catch (error) {
      setDoing(NOTHING);
      setFailure(error);
    }
  };
  const stop = () => setDoing(NOTHING);
  const showCodes = (codes: readonly string[]) => {
    setSms(false);
    setDoing(codes.length > 0 ? { step: 'codes', codes } : NOTHING);
    void refetch();
  };
  const saved = () => {
    stop();
    toast({ message: 'Two-step verification is on' });
  };

  const overview = () => {
    if (status.isPending) return <Skeleton variant="rounded" height={110} />;
    if (status.isError) return <ErrorPanel problem={problemOf(status.error)} onRetry={() => status.refetch()} />;
    if (!status.data.enabled) {
      return <Off status={status.data} onApp={() => void startApp()} onSms={() => setSms(true)} />;
    }
    return (
      <Factors
        status={status.data}
        onApp={() => void startApp()}
        onSms={() => setSms(true)}
        onCodes={(codes) => setDoing({ step: 'codes', codes })}
      />
    );
  };
  return (
    <Section
      title="Two-step verification"
      lead="Something you know and something you have."
      aside={status.data?.enabled ? <StatusChip tone="success">On</StatusChip> : undefined}
    >
      {failure !== null && (
        <Box sx={{ marginBottom: 2.5 }}>
          <ErrorPanel problem={problemOf(failure)} />
        </Box>
      )}
      <Place ref={place} tabIndex={-1}>
        {doing.step === 'nothing' && overview()}
      </Place>
      {doing.step === 'starting' && <SetupSkeleton />}
      {doing.step === 'app' && (
        <SetupApp
          key={doing.setup.secret}
          setup={doing.setup}
          onCodes={showCodes}
          onCancel={stop}
          onExpired={() => void startApp()}
        />
      )}
      {doing.step === 'codes' && <BackupCodes codes={doing.codes} onSaved={saved} />}
      <SmsDialog open={sms} onClose={() => setSms(false)} onDone={showCodes} />
    </Section>
  );
}
