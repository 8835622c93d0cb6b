import { ApiError, problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, Skeleton, styled, Typography, useForm } from '@shopmesh/ui';
import { CodeField, inMinutes, secondsToWait, toldAtTheField, useCountdown } from '@shopmesh/ui/identity';
import { useEffect, useRef } from 'react';
import { finishSetup, type Setup } from '../api/two-step';
import { asImage, inGroups } from '../model/secret';

const CODE_LENGTH = 6;

// Dark on light in both schemes: cameras read it that way round.
const Picture = styled('img')({ display: 'block', padding: 12, borderRadius: 16, backgroundColor: '#fff' });
const Secret = styled('code')(({ theme }) => ({
  display: 'inline-block',
  padding: '8px 12px',
  borderRadius: 10,
  backgroundColor: theme.vars.palette.ground,
  fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSize: '0.9375rem',
  fontWeight: 600,
  overflowWrap: 'anywhere',
  userSelect: 'all',
}));
const Steps = styled('ol')({
  margin: 0,
  paddingLeft: 20,
  display: 'grid',
  gap: 20,
  '& > li::marker': { fontWeight: 700 },
});

export const SetupSkeleton = () => (
  <Box role="status" aria-label="Loading the code" sx={{ display: 'grid', gap: 2 }}>
    <Skeleton width="60%" />
    <Skeleton variant="rounded" width={204} height={204} />
    <Skeleton width="40%" />
  </Box>
);

interface SetupAppProps {
  setup: Setup;
  onCodes: (codes: readonly string[]) => void;
  onCancel: () => void;
  /** Ten minutes are over: begin again with another secret. */
  onExpired: () => void;
}

export function SetupApp({ setup, onCodes, onCancel, onExpired }: SetupAppProps) {
  const [wait, beginWait] = useCountdown();
  const place = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { field, values, setValues, failure, busy, formProps } = useForm({
    initial: { code: '' },
    validate: ({ code }) => (code.length === CODE_LENGTH ? {} : { code: 'Enter the six digits your app shows.' }),
    submit: async ({ code }) => {
      try {
        onCodes(await finishSetup(code));
      } catch (error) {
        setValues({ code: '' });
        beginWait(secondsToWait(error));
        if (error instanceof ApiError && error.code === 'mfa-setup-expired') onExpired();
        throw toldAtTheField(error, 'code', problemOf);
      }
    },
  });
  const { code } = values;
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (code.length === CODE_LENGTH) place.current?.closest('form')?.requestSubmit();
  }, [code]);

  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      <Typography variant="h3" ref={heading} tabIndex={-1}>
        Set up your authenticator app
      </Typography>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <Steps>
        <li>
          <Typography>Open the app on your phone and scan this picture.</Typography>
          <Box sx={{ marginTop: 1.5 }}>
            <Picture src={asImage(setup.qr_svg)} alt="QR code for your authenticator app" width={204} height={204} />
          </Box>
          <Typography variant="body2" sx={{ color: 'text.secondary', marginTop: 1.5, marginBottom: 0.75 }}>
            No camera at hand? Type this key into the app instead:
          </Typography>
          <Secret aria-label={`Key: ${setup.secret.split('').join(' ')}`}>{inGroups(setup.secret)}</Secret>
        </li>
        <li>
          <Box ref={place} sx={{ maxWidth: 320 }}>
            <CodeField
              label="Code the app shows"
              hint="Six digits, a new one every 30 seconds."
              readOnly={busy}
              {...field('code')}
              onCode={(digits) => setValues({ code: digits })}
            />
          </Box>
        </li>
      </Steps>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <Button type="submit" busy={busy} disabled={wait > 0}>
          {wait > 0 ? `Try again in ${inMinutes(wait)}` : busy ? 'Checking…' : 'Confirm'}
        </Button>
        <Button variant="outlined" onClick={onCancel}>
          Cancel
        </Button>
      </Box>
    </Box>
  );
}
