import { Navigate, type SecondStep, useSession, useTitle } from '@shopmesh/sdk';
import { TextLink, useColorMode } from '@shopmesh/ui';
import { Clock } from '@shopmesh/ui/icons';
import { useCallback, useEffect, useRef, useState } from 'react';
import { getTheme } from '../features/login/api/get-theme';
import { LoginForm } from '../features/login/components/login-form';
import { SecondStepForm } from '../features/login/components/second-step-form';
import { TOO_LATE } from '../features/login/model/second-step';
import { AuthCard } from '../shared/auth-card';
import { Notice } from '../shared/notice';
import { keepNext, useNext } from '../shared/use-next';

/** The colours somebody chose for their account come with them to a new browser. */
function useOwnTheme(signedIn: boolean) {
  const { choose } = useColorMode();
  const arrived = useRef(signedIn);
  useEffect(() => {
    if (!signedIn || arrived.current) return;
    arrived.current = true;
    getTheme().then(
      (theme) => theme !== 'system' && choose(theme),
      () => undefined, // the shop looks as it did
    );
  }, [signedIn, choose]);
}

export function LoginPage() {
  useTitle('Sign in');
  const next = useNext();
  const { status } = useSession();
  const [step, setStep] = useState<SecondStep | null>(null);
  const [again, setAgain] = useState(false);
  const [late, setLate] = useState(false);
  useOwnTheme(status === 'signed-in');
  const startOver = useCallback((tooLate: boolean) => {
    setStep(null);
    setAgain(true);
    setLate(tooLate);
  }, []);
  const onOver = useCallback(() => startOver(true), [startOver]);

  if (status === 'signed-in') return <Navigate to={next} replace />;
  if (step) {
    return (
      <AuthCard
        title="One more step"
        lead="Your password is right. Now show that it is you."
        footer="Lost your phone and your backup codes? Somebody of the shop can reset it for you."
      >
        <SecondStepForm step={step} onOver={onOver} onBack={() => startOver(false)} />
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title="Welcome back"
      lead="Sign in to see your orders and to check out."
      above={
        late && (
          <Notice icon={Clock} tone="warning" live>
            {TOO_LATE}
          </Notice>
        )
      }
      footer={
        <>
          New here? <TextLink href={keepNext('/register', next)}>Create an account</TextLink>
        </>
      }
    >
      <LoginForm onSecondStep={setStep} again={again} />
    </AuthCard>
  );
}
