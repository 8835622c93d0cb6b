import { Box, TextLink, Typography } from '@shopmesh/ui';

interface CorrectedProps {
  asked: string;
  shown: string;
  /** Looks for exactly what was asked. */
  href: string;
}

/** What was looked for instead, and the way to what was typed. */
export const Corrected = ({ asked, shown, href }: CorrectedProps) => (
  <Typography sx={{ marginBottom: 3 }}>
    Showing results for <strong>{shown}</strong>
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {' – '}
      <TextLink href={href}>search instead for {asked}</TextLink>
    </Box>
  </Typography>
);
