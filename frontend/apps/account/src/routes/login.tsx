import { Navigate, useSession, useTitle } from '@shopmesh/sdk';
import { TextLink } from '@shopmesh/ui';
import { LoginForm } from '../features/login/components/login-form';
import { AuthCard } from '../shared/auth-card';
import { keepNext, useNext } from '../shared/use-next';

export function LoginPage() {
  useTitle('Sign in');
  const next = useNext();
  const { status } = useSession();
  if (status === 'signed-in') return <Navigate to={next} replace />;
  return (
    <AuthCard
      title="Welcome back"
      lead="Sign in to see your orders and to check out."
      footer={
        <>
          New here? <TextLink href={keepNext('/register', next)}>Create an account</TextLink>
        </>
      }
    >
      <LoginForm />
    </AuthCard>
  );
}
