import { useTitle } from '@shopmesh/sdk';
import { Button, TextLink } from '@shopmesh/ui';
import { useState } from 'react';
import { ForgotForm } from '../features/recovery/components/forgot-form';
import { AuthCard } from '../shared/auth-card';
import { LetterSent } from '../shared/letter-sent';

export function ForgotPasswordPage() {
  useTitle('Forgotten password');
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <AuthCard
      title="Forgot your password?"
      lead="Tell us your e-mail address, and we send you a link to set a new one."
      footer={
        <>
          Remembered it? <TextLink href="/login">Sign in</TextLink>
        </>
      }
    >
      {sentTo === null ? (
        <ForgotForm onSent={setSentTo} />
      ) : (
        <LetterSent
          action={
            <Button variant="outlined" onClick={() => setSentTo(null)}>
              Try another address
            </Button>
          }
        >
          If <strong>{sentTo}</strong> belongs to an account, a letter is on its way. The link in it is good for 30
          minutes. Nothing there? Look among the unwanted mail.
        </LetterSent>
      )}
    </AuthCard>
  );
}
