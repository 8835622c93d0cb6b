import { newIdempotencyKey, type Payment, problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, SelectField, TextField, useForm } from '@shopmesh/ui';
import { useRef } from 'react';
import { CURRENCIES } from '../../../shared/money';
import { useInitiate } from '../api/initiate';
import { EMPTY, initiationOf, LONGEST_DAYS, mistakes } from '../model/rules';

const PAIR = { display: 'grid', gap: 2.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr' } } as const;

export function RequestForm({ onMade }: { onMade: (payment: Payment) => void }) {
  const initiate = useInitiate();
  // One key for one wish: sent again unchanged, it is the same request; changed, it is another.
  const wished = useRef({ wish: '', key: '' });
  const { field, failure, busy, formProps } = useForm({
    initial: EMPTY,
    validate: mistakes,
    submit: async (values) => {
      const body = initiationOf(values);
      if (wished.current.wish !== JSON.stringify(body))
        wished.current = { wish: JSON.stringify(body), key: newIdempotencyKey() };
      onMade(await initiate({ body, key: wished.current.key }));
    },
  });
  return (
    <Box component="form" aria-label="Ask for money" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextField
        label="Customer’s e-mail"
        type="email"
        autoComplete="off"
        hint="Of an account in this shop. Only that customer can pay."
        {...field('customer_email')}
      />
      <Box sx={PAIR}>
        <TextField label="Amount" inputMode="decimal" autoComplete="off" placeholder="0.00" {...field('amount')} />
        <SelectField label="Currency" {...field('currency')}>
          {CURRENCIES.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </SelectField>
      </Box>
      <TextField
        label="What for"
        hint="The customer reads this."
        maxLength={200}
        autoComplete="off"
        {...field('description')}
      />
      <Box sx={PAIR}>
        <TextField
          label="Days to pay"
          type="number"
          min={1}
          max={LONGEST_DAYS}
          hint="After that it can no longer be paid."
          {...field('expires_in_days')}
        />
        <SelectField label="When it is paid" hint="Held money is taken, or let go, by you." {...field('capture')}>
          <option value="automatic">Take the money at once</option>
          <option value="manual">Hold it on the card first</option>
        </SelectField>
      </Box>
      <Box>
        <Button type="submit" size="large" busy={busy}>
          {busy ? 'Asking…' : 'Ask for it'}
        </Button>
      </Box>
    </Box>
  );
}
