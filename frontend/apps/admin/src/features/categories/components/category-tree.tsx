import { type Category, problemOf, sentenceOf } from '@shopmesh/sdk';
import { Box, EmptyState, ErrorPanel, IconButton, LinesSkeleton, TextLink, toast } from '@shopmesh/ui';
import { ArrowDown, ArrowUp, FolderTree, Pencil, Plus, Trash2 } from '@shopmesh/ui/icons';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useState } from 'react';
import { useCategories } from '../../../shared/api/categories';
import { Confirm } from '../../../shared/confirm';
import { useArrange, useRemove } from '../api/categories';
import { placesAfter, siblingsOf } from '../model/order';
import { DEEPEST } from '../model/rules';
import type { About } from './category-dialog';

const Named = ({ category: { slug, name, tint, depth } }: { category: Category }) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, paddingInlineStart: `${depth * 24}px` }}>
    <Box
      component="span"
      aria-hidden
      sx={{
        width: 22,
        height: 22,
        flexShrink: 0,
        borderRadius: '7px',
        border: '1px solid',
        borderColor: 'divider',
      }}
      style={{ backgroundColor: tint }}
    />
    <Box sx={{ minWidth: 0 }}>
      <TextLink href={`/products?category=${encodeURIComponent(slug)}`}>{name}</TextLink>
      <Box sx={{ color: 'text.secondary', fontSize: '0.85rem' }}>{slug}</Box>
    </Box>
  </Box>
);

interface CategoryTreeProps {
  onChange: (about: About) => void;
}

interface Changes {
  tree: readonly Category[];
  onChange: CategoryTreeProps['onChange'];
  onMove: (category: Category, by: -1 | 1) => void;
  onRemove: (category: Category) => void;
}

const columns = ({ tree, onChange, onMove, onRemove }: Changes) =>
  [
    { name: 'Category', width: '56%', cell: (category) => <Named category={category} /> },
    {
      name: 'On sale',
      numeric: true,
      cell: ({ slug, product_count }) => (
        <TextLink href={`/admin/products?category=${encodeURIComponent(slug)}`}>
          {product_count.toLocaleString('en-IE')}
        </TextLink>
      ),
    },
    {
      name: 'Change',
      numeric: true,
      cell: (category) => (
        <Box sx={{ display: 'inline-flex', color: 'text.secondary' }}>
          <IconButton
            label={`Move ${category.name} up`}
            disabled={siblingsOf(category, tree)[0] === category}
            onClick={() => onMove(category, -1)}
          >
            <ArrowUp size={18} aria-hidden />
          </IconButton>
          <IconButton
            label={`Move ${category.name} down`}
            disabled={siblingsOf(category, tree).at(-1) === category}
            onClick={() => onMove(category, 1)}
          >
            <ArrowDown size={18} aria-hidden />
          </IconButton>
          <IconButton
            label={`New below ${category.name}`}
            disabled={category.depth >= DEEPEST}
            onClick={() => onChange({ below: category })}
          >
            <Plus size={18} aria-hidden />
          </IconButton>
          <IconButton label={`Change ${category.name}`} onClick={() => onChange({ edit: category })}>
            <Pencil size={18} aria-hidden />
          </IconButton>
          <IconButton label={`Delete ${category.name}`} onClick={() => onRemove(category)}>
            <Trash2 size={18} aria-hidden />
          </IconButton>
        </Box>
      ),
    },
  ] satisfies readonly Column<Category>[];

/** The shelves, each below the one it belongs to. */
export function CategoryTree({ onChange }: CategoryTreeProps) {
  const categories = useCategories();
  const [remove, arrange] = [useRemove(), useArrange()];
  const [doomed, setDoomed] = useState<Category | null>(null);
  if (categories.isPending) return <LinesSkeleton label="Loading categories" count={6} />;
  if (categories.isError)
    return <ErrorPanel problem={problemOf(categories.error)} onRetry={() => categories.refetch()} />;
  if (categories.data.length === 0)
    return (
      <EmptyState icon={FolderTree} title="No categories yet">
        A product stands in one: add the first.
      </EmptyState>
    );
  const tree = categories.data;
  const move = (category: Category, by: -1 | 1) =>
    arrange(placesAfter(category, by, tree)).catch((error) => toast({ message: sentenceOf(error), tone: 'error' }));
  return (
    <>
      <DataTable
        caption="Categories"
        columns={columns({ tree, onChange, onMove: (category, by) => void move(category, by), onRemove: setDoomed })}
        rows={tree}
        keyOf={({ slug }) => slug}
      />
      <Confirm
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        title={`Delete ${doomed?.name ?? ''}?`}
        verb="Delete"
        done={`${doomed?.name ?? ''} is deleted`}
        run={async () => doomed && remove(doomed.slug)}
      >
        Only an empty category can go: no products in it, on sale or not, and none below it.
      </Confirm>
    </>
  );
}
