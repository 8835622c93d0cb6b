/** Around what asks for a decision before work goes on. */
export const PANEL = {
  display: 'grid',
  gap: 2,
  padding: { xs: 2, sm: 2.5 },
  borderRadius: '16px',
  border: '1px solid color-mix(in oklab, var(--mui-palette-warning-main) 32%, transparent)',
  bgcolor: 'color-mix(in oklab, var(--mui-palette-warning-main) 6%, var(--mui-palette-background-paper))',
} as const;
