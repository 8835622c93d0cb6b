import type { Suggestions } from '@shopmesh/sdk';
import { Box, Price, ProductPicture, styled } from '@shopmesh/ui';
import { ListTree, Search } from '@shopmesh/ui/icons';
import { useEffect } from 'react';
import { useSuggestions } from '../api/suggest-products';
import { placesOf, typedPart } from '../model/suggestion';

const Sheet = styled('div')(({ theme }) => ({
  position: 'absolute',
  zIndex: 20,
  top: 'calc(100% + 8px)',
  left: 0,
  right: 0,
  maxHeight: 'min(560px, calc(100dvh - 150px))',
  overflowY: 'auto',
  padding: 8,
  borderRadius: 20,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  boxShadow: '0 12px 40px rgb(10 12 18 / 0.14)',
}));
const Group = styled('div')(({ theme }) => ({
  '& + &': { marginTop: 6, paddingTop: 6, borderTop: `1px solid ${theme.vars.palette.divider}` },
}));
const Option = styled('div')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: '44px 1fr auto',
  alignItems: 'center',
  gap: 12,
  minHeight: 44,
  padding: '0 12px 0 0',
  borderRadius: 14,
  fontSize: '0.9375rem',
  fontWeight: 500,
  cursor: 'pointer',
  '& > svg': { justifySelf: 'center', color: theme.vars.palette.text.secondary },
  '&[data-product]': { padding: 6, paddingRight: 12, fontWeight: 650 },
  '&[data-product] > span:first-of-type': { borderRadius: 12 },
  '&:hover, &[aria-selected="true"]': { backgroundColor: theme.vars.palette.ground },
}));

interface SuggestionListProps {
  id: string;
  /** What is in the box, as far as it is still typed there. */
  typed: string;
  active: number;
  onPlaces: (places: readonly string[]) => void;
  onChoose: (place: string) => void;
}

const NONE: Suggestions = { queries: [], categories: [], products: [] };

/** What the text may become: whole queries, categories, products. Downloaded when somebody first types. */
export function SuggestionList({ id, typed, active, onPlaces, onChoose }: SuggestionListProps) {
  const suggested = useSuggestions(typed).data ?? NONE;
  const places = placesOf(suggested);
  const told = places.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: told stands for them
  useEffect(() => {
    onPlaces(places);
    return () => onPlaces([]);
  }, [told]);
  if (places.length === 0) return null;

  const { queries, categories, products } = suggested;
  const option = (index: number) => ({
    id: `${id}-${index}`,
    role: 'option',
    'aria-selected': index === active,
    ref: (element: HTMLElement | null) => {
      if (index === active) element?.scrollIntoView({ block: 'nearest' });
    },
    onClick: () => onChoose(places[index] ?? ''),
  });
  return (
    // A press keeps the focus in the box until the click arrives.
    <Sheet id={id} role="listbox" aria-label="Suggestions" onPointerDown={(event) => event.preventDefault()}>
      {queries.length > 0 && (
        <Group role="group" aria-label="Searches">
          {queries.map(({ text }, index) => {
            const [same, added] = typedPart(text, typed);
            return (
              <Option key={text} {...option(index)}>
                <Search size={18} aria-hidden />
                <span>
                  {same}
                  <b>{added}</b>
                </span>
              </Option>
            );
          })}
        </Group>
      )}
      {categories.length > 0 && (
        <Group role="group" aria-label="Categories">
          {categories.map(({ slug, name }, index) => (
            <Option key={slug} {...option(queries.length + index)}>
              <ListTree size={18} aria-hidden />
              <span>
                {name}
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {' '}
                  in categories
                </Box>
              </span>
            </Option>
          ))}
        </Group>
      )}
      {products.length > 0 && (
        <Group role="group" aria-label="Products">
          {products.map(({ id: product, name, image, category, price, currency }, index) => (
            <Option key={product} data-product {...option(queries.length + categories.length + index)}>
              <ProductPicture src={image?.url} alt="" tint={category.tint} />
              <span>{name}</span>
              <Price amount={price} currency={currency} />
            </Option>
          ))}
        </Group>
      )}
    </Sheet>
  );
}
