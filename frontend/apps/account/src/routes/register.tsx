import { Navigate, useNavigate, useSession, useTitle } from '@shopmesh/sdk';
import { TextLink, toast } from '@shopmesh/ui';
import { useState } from 'react';
import { type Registration, registerUser } from '../features/register/api/register-user';
import { CheckYourMail } from '../features/register/components/check-your-mail';
import { RegisterForm } from '../features/register/components/register-form';
import { AuthCard } from '../shared/auth-card';
import { keepNext, useNext } from '../shared/use-next';

interface Registered {
  email: string;
  entered: boolean;
}

export function RegisterPage() {
  useTitle('Create an account');
  const next = useNext();
  const navigate = useNavigate();
  const { status } = useSession();
  // From the first press on, this page itself says where to go.
  const [begun, setBegun] = useState(false);
  const [registered, setRegistered] = useState<Registered | null>(null);

  const register = async (person: Registration) => {
    setBegun(true);
    try {
      const entered = await registerUser(person);
      if (!entered || next === '/') return setRegistered({ email: person.email, entered });
      toast({ message: `Welcome! We sent a link to ${person.email}: please confirm your address.` });
      void navigate(next, { replace: true });
    } catch (error) {
      setBegun(false);
      throw error;
    }
  };

  if (registered) {
    return (
      <AuthCard
        title={registered.entered ? 'Welcome to the shop' : 'Look into your mailbox'}
        lead={registered.entered ? 'Your account is ready.' : 'One thing is left to do.'}
      >
        <CheckYourMail {...registered} />
      </AuthCard>
    );
  }
  if (status === 'signed-in' && !begun) return <Navigate to={next} replace />;
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
      <RegisterForm register={register} />
    </AuthCard>
  );
}
