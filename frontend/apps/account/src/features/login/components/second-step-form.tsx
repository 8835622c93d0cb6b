import { problemOf, type SecondStep } from '@shopmesh/sdk';
import { Box, Button } from '@shopmesh/ui';
import { type Proof, ProofForm } from '@shopmesh/ui/identity';
import { useEffect } from 'react';
import { sendSms, verifySecondStep } from '../api/verify-second-step';
import { isOver } from '../model/second-step';

interface SecondStepFormProps {
  step: SecondStep;
  /** Its time is up. */
  onOver: () => void;
  onBack: () => void;
}

export function SecondStepForm({ step, onOver, onBack }: SecondStepFormProps) {
  useEffect(() => {
    const timer = setTimeout(onOver, Math.max(0, step.expiresAt - Date.now()));
    return () => clearTimeout(timer);
  }, [step, onOver]);

  const unlessOver = async <T,>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (isOver(error)) onOver();
      throw error;
    }
  };
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <ProofForm
        methods={step.methods}
        prove={(proof: Proof) => unlessOver(verifySecondStep(step, proof))}
        sendSms={() => unlessOver(sendSms(step))}
        describe={problemOf}
        submitLabel="Confirm and sign in"
      />
      <Box>
        <Button variant="text" onClick={onBack} sx={{ paddingInline: 1, color: 'text.secondary' }}>
          Back to the password
        </Button>
      </Box>
    </Box>
  );
}
