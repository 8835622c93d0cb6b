import { sentenceOf } from '@shopmesh/sdk';
import { Button, toast } from '@shopmesh/ui';
import { inMinutes, useCountdown } from '@shopmesh/ui/identity';
import { useResendVerification } from './api/resend-verification';

const AGAIN_AFTER_S = 60;

/** Another letter to the address that waits to be confirmed. */
export function ResendButton() {
  const { mutate, isPending } = useResendVerification();
  const [wait, beginWait] = useCountdown();
  const send = () =>
    mutate(undefined, {
      onSuccess: () => {
        beginWait(AGAIN_AFTER_S);
        toast({ message: 'A new letter is on its way.' });
      },
      onError: (error) => toast({ message: sentenceOf(error), tone: 'error' }),
    });
  return (
    <Button variant="outlined" busy={isPending} disabled={wait > 0} onClick={send}>
      {wait > 0 ? `Send again in ${inMinutes(wait)}` : 'Send the letter again'}
    </Button>
  );
}
