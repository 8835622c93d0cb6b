import { Box, Surface, Typography } from '@shopmesh/ui';
import { type PropsWithChildren, type ReactNode, useId } from 'react';

interface PartProps {
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
}

/** One subject of a page, on a plate of its own. */
export function Part({ title, lead, aside, children }: PropsWithChildren<PartProps>) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Surface>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 1 }}>
          <Typography id={id} variant="h2" sx={{ fontSize: '1.25rem' }}>
            {title}
          </Typography>
          {aside}
        </Box>
        {lead && <Typography sx={{ color: 'text.secondary', marginTop: 0.5 }}>{lead}</Typography>}
        <Box sx={{ marginTop: 2 }}>{children}</Box>
      </Surface>
    </section>
  );
}
