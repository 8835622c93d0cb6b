import { Box, Button } from '@shopmesh/ui';
import { ChevronLeft, ChevronRight } from '@shopmesh/ui/icons';

export const OrderPages = ({ page, pages }: { page: number; pages: number }) =>
  pages > 1 ? (
    <Box component="nav" aria-label="Pages" sx={{ display: 'flex', justifyContent: 'center', gap: 1, marginTop: 4 }}>
      {page > 1 && (
        <Button variant="outlined" href={`/orders?page=${page - 1}`} startIcon={<ChevronLeft size={18} aria-hidden />}>
          Previous page
        </Button>
      )}
      {page < pages && (
        <Button variant="outlined" href={`/orders?page=${page + 1}`} endIcon={<ChevronRight size={18} aria-hidden />}>
          Next page
        </Button>
      )}
    </Box>
  ) : null;
