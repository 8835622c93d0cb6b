import { type Payment, useSession } from '@shopmesh/sdk';
import { Box, Button, formatPrice } from '@shopmesh/ui';
import { CreditCard, Pencil, RotateCcw } from '@shopmesh/ui/icons';
import { type ReactNode, useState } from 'react';
import type { SeenPayment } from '../../../shared/api/payment-query';
import { Confirm } from '../../../shared/confirm';
import { Part } from '../../../shared/part';
import { PayLink } from '../../../shared/pay-link';
import { useCancel, useSettle } from '../api/change-payment';
import { type Action, actionsOf } from '../model/actions';
import { EditDialog } from './edit-dialog';
import { RefundDialog } from './refund-dialog';

interface Question {
  readonly button: string;
  readonly title: string;
  readonly words: string;
  readonly verb: string;
  readonly done: string;
  readonly run: () => Promise<unknown>;
}

function useQuestions(payment: Payment): Partial<Record<Action, Question>> {
  const [cancel, settle] = [useCancel(payment.id), useSettle(payment.id)];
  const price = formatPrice(payment.amount, payment.currency);
  return {
    decline: {
      button: 'I will not pay this',
      title: 'Turn this request down?',
      words: 'Whoever asked sees that you did. Nothing is charged, and it cannot be paid any more.',
      verb: 'Turn it down',
      done: 'You turned it down. Nothing was charged.',
      run: () => cancel(undefined),
    },
    cancel: {
      button: 'Withdraw the request',
      title: 'Withdraw this request?',
      words: 'The customer can no longer pay it. Nothing was charged so far.',
      verb: 'Withdraw it',
      done: 'The request is withdrawn',
      run: () => cancel(undefined),
    },
    capture: {
      button: `Take ${price}`,
      title: `Take ${price}?`,
      words: 'The money is held on the customer’s card; now it is charged.',
      verb: 'Take it',
      done: `${price} taken`,
      run: () => settle('completed'),
    },
    release: {
      button: 'Let it go',
      title: `Let ${price} go?`,
      words: 'The hold on the customer’s card ends, and nothing is charged. It cannot be taken any more.',
      verb: 'Let it go',
      done: `${price} let go. Nothing was charged.`,
      run: () => settle('cancelled'),
    },
  };
}

const WIDE = { width: '100%' } as const;

/** What this person can do now; a dialog for whatever cannot be undone. */
export function PaymentActions({ seen }: { seen: SeenPayment }) {
  const { user } = useSession();
  const { payment } = seen;
  const questions = useQuestions(payment);
  const [open, setOpen] = useState<Action | null>(null);
  const close = () => setOpen(null);
  const actions = user ? actionsOf(payment, user) : [];
  if (actions.length === 0) return null;

  const drawn: Partial<Record<Action, ReactNode>> = {
    pay: (
      <Button href={`/payments/${payment.id}/pay`} startIcon={<CreditCard size={18} aria-hidden />} sx={WIDE}>
        Pay {formatPrice(payment.amount, payment.currency)}
      </Button>
    ),
    share: <PayLink paymentId={payment.id} />,
    edit: (
      <>
        <Button
          variant="outlined"
          sx={WIDE}
          onClick={() => setOpen('edit')}
          startIcon={<Pencil size={18} aria-hidden />}
        >
          Change the request
        </Button>
        <EditDialog seen={seen} open={open === 'edit'} onClose={close} />
      </>
    ),
    refund: (
      <>
        <Button
          variant="outlined"
          sx={WIDE}
          onClick={() => setOpen('refund')}
          startIcon={<RotateCcw size={18} aria-hidden />}
        >
          Give money back
        </Button>
        <RefundDialog payment={payment} open={open === 'refund'} onClose={close} />
      </>
    ),
  };

  const ask = (action: Action) => {
    const question = questions[action];
    if (!question) return null;
    const { button, title, words, verb, done, run } = question;
    return (
      <>
        <Button variant={action === 'capture' ? 'contained' : 'outlined'} sx={WIDE} onClick={() => setOpen(action)}>
          {button}
        </Button>
        <Confirm open={open === action} onClose={close} title={title} verb={verb} done={done} run={run}>
          {words}
        </Confirm>
      </>
    );
  };

  return (
    <Part title="What you can do">
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {actions.map((action) => (
          <div key={action}>{drawn[action] ?? ask(action)}</div>
        ))}
      </Box>
    </Part>
  );
}
