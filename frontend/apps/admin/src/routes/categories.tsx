import { useTitle } from '@shopmesh/sdk';
import { Button, PageHeading } from '@shopmesh/ui';
import { Plus } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { type About, CategoryDialog } from '../features/categories/components/category-dialog';
import { CategoryTree } from '../features/categories/components/category-tree';

export function CategoriesPage() {
  useTitle('Categories');
  const [about, setAbout] = useState<About | null>(null);
  return (
    <>
      <PageHeading
        title="Categories"
        lead="The shelves of the shop, up to five deep. A shelf shows what stands on those below it, too."
        action={
          <Button startIcon={<Plus size={18} aria-hidden />} onClick={() => setAbout({ below: null })}>
            New category
          </Button>
        }
      />
      <CategoryTree onChange={setAbout} />
      <CategoryDialog about={about} onClose={() => setAbout(null)} />
    </>
  );
}
