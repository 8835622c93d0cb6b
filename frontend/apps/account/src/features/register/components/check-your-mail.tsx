import { Box, Button, Typography } from '@shopmesh/ui';
import { MailCheck } from '@shopmesh/ui/icons';
import { Arrived } from '../../../shared/arrived';

interface CheckYourMailProps {
  email: string;
  /** Signed in already: nothing has to wait for the letter. */
  entered: boolean;
}

export const CheckYourMail = ({ email, entered }: CheckYourMailProps) => (
  <Arrived>
    <Box sx={{ color: 'primary.main', display: 'flex' }}>
      <MailCheck size={34} strokeWidth={1.75} aria-hidden />
    </Box>
    <Typography sx={{ overflowWrap: 'anywhere' }}>
      We sent a letter to <strong>{email}</strong>.{' '}
      {entered
        ? 'Open the link in it within a day, so that we know the address is yours. You can shop meanwhile.'
        : 'It says how to go on.'}
    </Typography>
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
      <Button href={entered ? '/products' : '/login'}>{entered ? 'Start shopping' : 'Sign in'}</Button>
      {entered && (
        <Button variant="outlined" href="/account/profile">
          Your account
        </Button>
      )}
    </Box>
  </Arrived>
);
