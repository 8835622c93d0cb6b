import { Anchor, Box, Button, ProductPicture, styled, Typography } from '@shopmesh/ui';
import { useId } from 'react';
import { useViewed } from './use-viewed';
import { forget } from './viewed';

const Shelf = styled('ul')({
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: 'minmax(112px, 1fr)',
  gap: 16,
  margin: 0,
  padding: 4, // room for the focus ring
  listStyle: 'none',
  overflowX: 'auto',
  scrollbarWidth: 'thin',
});
const Tile = styled(Anchor)({
  display: 'grid',
  gap: 8,
  color: 'inherit',
  fontSize: '0.875rem',
  fontWeight: 650,
  lineHeight: 1.35,
  textDecoration: 'none',
  maxWidth: 160,
  '&:hover': { textDecoration: 'underline', textUnderlineOffset: '0.25em' },
});
const SHOWN = 8;

/** What this browser was last looked at with; it is kept nowhere else. */
export function RecentlyViewed({ except }: { except?: number }) {
  const headingId = useId();
  const viewed = useViewed()
    .filter(({ id }) => id !== except)
    .slice(0, SHOWN);
  if (viewed.length === 0) return null;
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ marginTop: { xs: 6, md: 9 } }}>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 2, marginBottom: 1.5 }}>
        <Typography id={headingId} variant="h2">
          Recently viewed
        </Typography>
        <Button variant="text" onClick={forget}>
          Clear
        </Button>
      </Box>
      <Shelf aria-label="Recently viewed">
        {viewed.map(({ id, name, image, tint }) => (
          <li key={id}>
            <Tile href={`/products/${id}`}>
              <ProductPicture src={image} alt="" tint={tint} />
              {name}
            </Tile>
          </li>
        ))}
      </Shelf>
    </Box>
  );
}
