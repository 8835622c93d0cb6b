import { Box, Surface, Typography } from '@shopmesh/ui';
import { type PropsWithChildren, type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  lead?: ReactNode;
  /** Beside the title: a chip or a button. */
  aside?: ReactNode;
}

/** One subject of a page, on a plate of its own. */
export function Section({ title, lead, aside, children }: PropsWithChildren<SectionProps>) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Surface padding={4}>
        <Box
          sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, justifyContent: 'space-between' }}
        >
          <Typography id={id} variant="h2" sx={{ fontSize: '1.25rem' }}>
            {title}
          </Typography>
          {aside}
        </Box>
        {lead && <Typography sx={{ color: 'text.secondary', marginTop: 0.75, maxWidth: '62ch' }}>{lead}</Typography>}
        <Box sx={{ marginTop: 2.5 }}>{children}</Box>
      </Surface>
    </section>
  );
}
