/** What is being done on the left, what it comes to on the right, in view all the time. */
export const WITH_SUMMARY = {
  display: 'grid',
  gap: { xs: 3, md: 5 },
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 380px' },
} as const;

const BELOW_HEADER = 100; // the shell's sticky header and some air
export const STAYS_VISIBLE = { position: { md: 'sticky' }, top: BELOW_HEADER } as const;
