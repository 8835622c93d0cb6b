import { Box, Button } from '@shopmesh/ui';
import { ChevronLeft, ChevronRight } from '@shopmesh/ui/icons';
import type { ReactNode } from 'react';

interface CursorPagerProps {
  /** The API's `previous` and `next`: addresses, of which the page needs the cursor alone. */
  previous: string | null;
  next: string | null;
  onCursor: (cursor: string) => void;
  /** "20 of more than 1,000" */
  children?: ReactNode;
}

const cursorOf = (link: string): string => new URL(link, location.origin).searchParams.get('cursor') ?? '';

/** For lists that know what comes before and after, and not how many pages there are. */
export const CursorPager = ({ previous, next, onCursor, children }: CursorPagerProps) => (
  <Box
    component="nav"
    aria-label="Pages"
    sx={{
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: 1,
      marginTop: 2,
    }}
  >
    <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }} aria-live="polite">
      {children}
    </Box>
    {(previous || next) && (
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          variant="outlined"
          disabled={!previous}
          onClick={() => previous && onCursor(cursorOf(previous))}
          startIcon={<ChevronLeft size={18} aria-hidden />}
        >
          Previous
        </Button>
        <Button
          variant="outlined"
          disabled={!next}
          onClick={() => next && onCursor(cursorOf(next))}
          endIcon={<ChevronRight size={18} aria-hidden />}
        >
          Next
        </Button>
      </Box>
    )}
  </Box>
);
