import { Box, Button, ErrorPanel, TextField, useForm } from '@shopmesh/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { CodeField } from './code-field';
import { digitsOf, isWhole, METHODS, type ProofMethod, refusalOf } from './methods';
import type { Prover } from './proof-form';
import { secondsToWait, toldAtTheField } from './refusal';
import { inMinutes, useCountdown } from './use-countdown';

interface TypedProofProps extends Prover {
  method: Exclude<ProofMethod, 'passkey'>;
  /** Below the button. */
  children?: ReactNode;
}

/** A password or a code. Six digits send themselves; a wrong one is told at the field, which is empty again. */
export function TypedProof({ method, prove, describe, submitLabel, children }: TypedProofProps) {
  const [wait, beginWait] = useCountdown();
  const { label, hint } = METHODS[method];
  const numeric = method === 'totp' || method === 'sms';
  const place = useRef<HTMLDivElement>(null);
  const { field, values, setValues, failure, busy, formProps } = useForm({
    initial: { secret: '' },
    validate: ({ secret }) => {
      const refusal = refusalOf(method, secret);
      return refusal ? { secret: refusal } : {};
    },
    submit: async ({ secret }) => {
      try {
        await prove({ method, secret: numeric ? digitsOf(secret) : secret });
      } catch (error) {
        setValues({ secret: '' });
        beginWait(secondsToWait(error));
        throw toldAtTheField(error, 'secret', describe);
      }
    },
  });
  const { secret } = values;
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    if (numeric && isWhole(secret)) place.current?.closest('form')?.requestSubmit();
  }, [numeric, secret]);
  const input = { ...field('secret'), label, hint, readOnly: busy };
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={describe(failure)} />}
      <div ref={place}>
        {numeric ? (
          <CodeField {...input} onCode={(code) => setValues({ secret: code })} />
        ) : (
          <TextField
            {...input}
            type={method === 'password' ? 'password' : 'text'}
            autoComplete={method === 'password' ? 'current-password' : 'off'}
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </div>
      <Button type="submit" size="large" busy={busy} disabled={wait > 0}>
        {wait > 0 ? `Try again in ${inMinutes(wait)}` : busy ? 'Checking…' : submitLabel}
      </Button>
      {children}
    </Box>
  );
}
