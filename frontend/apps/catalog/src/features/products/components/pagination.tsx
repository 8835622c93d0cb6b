import { Anchor, Box, styled } from '@shopmesh/ui';
import { ChevronLeft, ChevronRight } from '@shopmesh/ui/icons';
import { pagesAround } from '../model/pages';

const Step = styled(Anchor)(({ theme }) => ({
  display: 'inline-grid',
  placeItems: 'center',
  minWidth: 44,
  height: 44,
  borderRadius: 999,
  fontWeight: 700,
  fontVariantNumeric: 'tabular-nums',
  textDecoration: 'none',
  color: theme.vars.palette.text.primary,
  '&:hover': { backgroundColor: theme.vars.palette.ground },
  '&[aria-current="page"]': { color: theme.vars.palette.primary.main, backgroundColor: theme.vars.palette.accentSoft },
}));

interface PaginationProps {
  page: number;
  pages: number;
  href: (page: number) => string;
}

export function Pagination({ page, pages, href }: PaginationProps) {
  if (pages < 2) return null;
  return (
    <Box
      component="nav"
      aria-label="Pages"
      sx={{ display: 'flex', justifyContent: 'center', alignItems: 'center', gap: 0.5, marginTop: { xs: 5, md: 7 } }}
    >
      {page > 1 && (
        <Step href={href(page - 1)} aria-label="Previous page" rel="prev">
          <ChevronLeft size={20} aria-hidden />
        </Step>
      )}
      {pagesAround(page, pages).map((number, index, all) => (
        <Box key={number} sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          {index > 0 && number - (all[index - 1] ?? number) > 1 && <span aria-hidden>…</span>}
          <Step href={href(number)} aria-label={`Page ${number}`} aria-current={number === page ? 'page' : undefined}>
            {number}
          </Step>
        </Box>
      ))}
      {page < pages && (
        <Step href={href(page + 1)} aria-label="Next page" rel="next">
          <ChevronRight size={20} aria-hidden />
        </Step>
      )}
    </Box>
  );
}
