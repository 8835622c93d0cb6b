import { problemOf } from '@shopmesh/sdk';
import { Box, EmptyState, ErrorPanel, IconButton, LinesSkeleton, TextLink } from '@shopmesh/ui';
import { FolderTree, Pencil, Plus, Trash2 } from '@shopmesh/ui/icons';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useState } from 'react';
import { type TreeCategory, useCategories } from '../../../shared/api/categories';
import { Confirm } from '../../../shared/confirm';
import { useRemove } from '../api/categories';
import { DEEPEST } from '../model/rules';
import type { About } from './category-dialog';

const Named = ({ category: { slug, name, tint, depth } }: { category: TreeCategory }) => (
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

const columns = (onChange: CategoryTreeProps['onChange'], onRemove: (category: TreeCategory) => void) =>
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
  ] satisfies readonly Column<TreeCategory>[];

/** The shelves, each below the one it belongs to. */
export function CategoryTree({ onChange }: CategoryTreeProps) {
  const categories = useCategories();
  const remove = useRemove();
  const [doomed, setDoomed] = useState<TreeCategory | null>(null);
  if (categories.isPending) return <LinesSkeleton label="Loading categories" count={6} />;
  if (categories.isError)
    return <ErrorPanel problem={problemOf(categories.error)} onRetry={() => categories.refetch()} />;
  if (categories.data.length === 0)
    return (
      <EmptyState icon={FolderTree} title="No categories yet">
        A product stands in one: add the first.
      </EmptyState>
    );
  return (
    <>
      <DataTable
        caption="Categories"
        columns={columns(onChange, setDoomed)}
        rows={categories.data}
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
