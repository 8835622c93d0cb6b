import { Box, Surface, Typography } from '@shopmesh/ui';
import { type ReactNode, useId } from 'react';

interface PartProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** A plate of a page, with its heading for a name. */
export function Part({ title, children, action }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Surface>
        <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 2, marginBottom: 2 }}>
          <Typography id={id} variant="h3" component="h2">
            {title}
          </Typography>
          {action}
        </Box>
        {children}
      </Surface>
    </section>
  );
}

const GRID = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr 1fr', lg: 'repeat(4, 1fr)' },
  gap: 2,
  margin: 0,
  '& dt': { color: 'text.secondary', fontSize: '0.85rem' },
  '& dd': { margin: 0, fontWeight: 600, overflowWrap: 'anywhere' },
} as const;

/** Names and values, as many beside each other as fit. */
export const Facts = ({ facts }: { facts: Readonly<Record<string, ReactNode>> }) => (
  <Box component="dl" sx={GRID}>
    {Object.entries(facts).map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </Box>
);
