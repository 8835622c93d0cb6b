import { Box, Button } from '@shopmesh/ui';
import { ChevronLeft, ChevronRight } from '@shopmesh/ui/icons';

interface PagerProps {
  page: number;
  pages: number;
  count: number;
  onPage: (page: number) => void;
}

export const Pager = ({ page, pages, count, onPage }: PagerProps) => (
  <Box
    component="nav"
    aria-label="Pages"
    sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1, marginTop: 2 }}
  >
    <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }} aria-live="polite">
      {count === 1 ? '1 in all' : `${count} in all`}
      {pages > 1 && `, page ${page} of ${pages}`}
    </Box>
    {pages > 1 && (
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          variant="outlined"
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
          startIcon={<ChevronLeft size={18} aria-hidden />}
        >
          Previous
        </Button>
        <Button
          variant="outlined"
          disabled={page >= pages}
          onClick={() => onPage(page + 1)}
          endIcon={<ChevronRight size={18} aria-hidden />}
        >
          Next
        </Button>
      </Box>
    )}
  </Box>
);
