import { type Payment, useTitle } from '@shopmesh/sdk';
import { Box, PageHeading, Surface } from '@shopmesh/ui';
import { useState } from 'react';
import { RequestForm } from '../features/request/components/request-form';
import { RequestMade } from '../features/request/components/request-made';

export function NewRequestPage() {
  useTitle('Ask for money');
  const [made, setMade] = useState<Payment | null>(null);
  return (
    <>
      <PageHeading title="Ask for money" lead="A customer gets a request, and pays it by card when it suits." />
      <Box sx={{ maxWidth: 640 }}>
        <Surface padding={4}>
          {made ? <RequestMade payment={made} onAnother={() => setMade(null)} /> : <RequestForm onMade={setMade} />}
        </Surface>
      </Box>
    </>
  );
}
