import { Box, Button, type ProblemLike, styled } from '@shopmesh/ui';
import { useState } from 'react';
import { METHODS, type Proof, type ProofMethod } from './methods';
import { PasskeyProof } from './passkey-proof';
import { SmsProof } from './sms-proof';
import { TypedProof } from './typed-proof';

export interface Prover {
  prove: (proof: Proof) => Promise<void>;
  /** Any thrown thing in words. */
  describe: (error: unknown) => ProblemLike;
  submitLabel: string;
}

interface ProofFormProps extends Prover {
  /** The first is offered, the others on request. */
  methods: readonly ProofMethod[];
  sendSms: () => Promise<{ phone_hint: string }>;
}

const Ways = styled('ul')({ listStyle: 'none', margin: 0, padding: 0, display: 'grid', justifyItems: 'start' });

/** One way to prove who one is at a time, and the other ways below it. */
export function ProofForm({ methods, sendSms, ...prover }: ProofFormProps) {
  const [chosen, setChosen] = useState<ProofMethod | undefined>();
  const method = chosen && methods.includes(chosen) ? chosen : methods[0];
  if (!method) return null;
  const others = methods.filter((other) => other !== method);
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      {method === 'passkey' && <PasskeyProof {...prover} />}
      {method === 'sms' && <SmsProof {...prover} send={sendSms} />}
      {method !== 'passkey' && method !== 'sms' && <TypedProof key={method} {...prover} method={method} />}
      {others.length > 0 && (
        <Ways aria-label="Other ways">
          {others.map((other) => {
            const { icon: Icon, way } = METHODS[other];
            return (
              <li key={other}>
                <Button
                  variant="text"
                  startIcon={<Icon size={18} aria-hidden />}
                  onClick={() => setChosen(other)}
                  sx={{ paddingInline: 1 }}
                >
                  {way}
                </Button>
              </li>
            );
          })}
        </Ways>
      )}
    </Box>
  );
}
