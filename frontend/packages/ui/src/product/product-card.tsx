import { Anchor, Box, IconButton, Price, ProductPicture, styled, Typography } from '@shopmesh/ui';
import { Plus } from '@shopmesh/ui/icons';
import { Rating, type RatingValue } from './rating';
import { StockHint, type StockLevel } from './stock-hint';

interface Picture {
  readonly url: string;
  readonly alt: string;
  readonly sources?: readonly { readonly url: string; readonly width: number }[];
}

export interface ProductCardItem {
  readonly name: string;
  readonly price: string;
  readonly currency: string;
  readonly category: { readonly name: string; readonly tint: string };
  /** Not told where only a few facts are, as among related products: then nothing is said, and nothing can be added. */
  readonly stock?: { readonly available: number; readonly level: StockLevel } | undefined;
  readonly image: Picture | null;
  readonly rating?: RatingValue | undefined;
}

const Card = styled('article')({
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  '&:hover img': { transform: 'scale(1.06)' },
});

// The whole card is the link's target; the "add" button lies above it.
const CardLink = styled(Anchor)({
  color: 'inherit',
  textDecoration: 'none',
  '&::after': { content: '""', position: 'absolute', inset: 0, borderRadius: 20 },
  '&:focus-visible': { outline: 'none' },
  '&:focus-visible::after': { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 4 },
});

const AddButton = styled(IconButton)(({ theme }) => ({
  position: 'relative',
  flexShrink: 0,
  color: theme.vars.palette.primary.contrastText,
  backgroundColor: theme.vars.palette.primary.main,
  '&:hover': { backgroundColor: theme.vars.palette.primary.dark },
  '&:disabled': { backgroundColor: theme.vars.palette.ground },
}));

// As in PRODUCT_GRID: two, three or four columns of a page that ends at 1200 px.
const SIZES = '(min-width: 1200px) 280px, (min-width: 900px) 24vw, (min-width: 600px) 31vw, 46vw';

interface ProductCardProps {
  product: ProductCardItem;
  href: string;
  onAdd?: () => void;
  /** True for the cards visible at first: their pictures are not lazy. */
  eager?: boolean;
}

export function ProductCard({ product, href, onAdd, eager = false }: ProductCardProps) {
  const { name, price, currency, category, stock, image, rating } = product;
  return (
    <Card>
      <ProductPicture
        src={image?.url}
        alt=""
        tint={category.tint}
        sources={image?.sources}
        sizes={SIZES}
        eager={eager}
      />
      <Box sx={{ display: 'flex', alignItems: 'start', gap: 1, flex: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            {category.name}
          </Typography>
          <Typography variant="h3" sx={{ textWrap: 'balance' }}>
            <CardLink href={href}>{name}</CardLink>
          </Typography>
          {rating && <Rating {...rating} short />}
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              columnGap: 1.5,
              alignItems: 'baseline',
              marginTop: 0.5,
              fontWeight: 700,
            }}
          >
            <Price amount={price} currency={currency} />
            {stock && <StockHint level={stock.level} available={stock.available} />}
          </Box>
        </Box>
        {onAdd && (
          <AddButton label={`Add ${name} to cart`} onClick={onAdd} disabled={stock?.level === 'out'}>
            <Plus size={20} aria-hidden />
          </AddButton>
        )}
      </Box>
    </Card>
  );
}
