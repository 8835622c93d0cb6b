import { Navigate, useSession, useTitle } from '@shopmesh/sdk';
import { TextLink } from '@shopmesh/ui';
import { RegisterForm } from '../features/register/components/register-form';
import { AuthCard } from '../shared/auth-card';
import { keepNext, useNext } from '../shared/use-next';

export function RegisterPage() {
  useTitle('Create an account');
  const next = useNext();
  const { status } = useSession();
  if (status === 'signed-in') return <Navigate to={next} replace />;
  return (
    <AuthCard
      title="Create an account"
      lead="One minute now; after that, two taps to buy."
      footer={
        <>
          Already with us? <TextLink href={keepNext('/login', next)}>Sign in</TextLink>
        </>
      }
    >
      <RegisterForm />
    </AuthCard>
  );
}
