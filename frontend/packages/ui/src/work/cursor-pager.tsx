import { Box, Button } from '@shopmesh/ui';
import { ChevronLeft, ChevronRight } from '@shopmesh/ui/icons';
import type { ReactNode } from 'react';

interface CursorPagerProps {
  /** The API's `previous` and `next`: addresses, of which the page needs the cursor alone. */
  previous: string | null;
  next: string | null;
  /** Where this page begins; "" on the first. Some lists lead forward only: then there is a way back to the beginning. */
  cursor: string;
  onCursor: (cursor: string) => void;
  /** "20 of more than 1,000" */
  children?: ReactNode;
}

const cursorOf = (link: string): string => new URL(link, location.origin).searchParams.get('cursor') ?? '';

/** For lists that know what comes before and after, and not how many pages there are. */
export const CursorPager = ({ previous, next, cursor, onCursor, children }: CursorPagerProps) => (
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
    {(previous || next || cursor) && (
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          variant="outlined"
          disabled={!previous && !cursor}
          onClick={() => onCursor(previous ? cursorOf(previous) : '')}
          startIcon={<ChevronLeft size={18} aria-hidden />}
        >
          {previous || !cursor ? 'Previous' : 'First page'}
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
