import type { Product } from '@shopmesh/sdk';
import { Price, ProductPicture, styled } from '@shopmesh/ui';

const List = styled('ul')(({ theme }) => ({
  position: 'absolute',
  zIndex: 20,
  top: 'calc(100% + 8px)',
  left: 0,
  right: 0,
  margin: 0,
  padding: 8,
  listStyle: 'none',
  borderRadius: 20,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  boxShadow: '0 12px 40px rgb(10 12 18 / 0.14)',
  '&:empty': { display: 'none' },
}));

const Option = styled('li')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: '44px 1fr auto',
  alignItems: 'center',
  gap: 12,
  padding: 6,
  borderRadius: 14,
  fontSize: '0.9375rem',
  fontWeight: 650,
  cursor: 'pointer',
  '& > span:first-of-type': { borderRadius: 12 },
  '&:hover, &[aria-selected="true"]': { backgroundColor: theme.vars.palette.ground },
}));

interface SuggestionListProps {
  id: string;
  products: readonly Product[];
  active: number;
  onChoose: (product: Product) => void;
}

export const SuggestionList = ({ id, products, active, onChoose }: SuggestionListProps) => (
  <List id={id} role="listbox" aria-label="Suggestions">
    {products.map((product, index) => (
      <Option
        key={product.id}
        id={`${id}-${index}`}
        role="option"
        aria-selected={index === active}
        onPointerDown={(event) => event.preventDefault()} // keeps the focus in the box until the click arrives
        onClick={() => onChoose(product)}
      >
        <ProductPicture src={product.image?.url} alt="" tint={product.category.tint} />
        {product.name}
        <Price amount={product.price} currency={product.currency} />
      </Option>
    ))}
  </List>
);
