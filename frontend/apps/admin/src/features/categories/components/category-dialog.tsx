import { ApiError, type Category, problemOf, useQuery } from '@shopmesh/sdk';
import {
  Box,
  Button,
  Dialog,
  ErrorPanel,
  SelectField,
  Skeleton,
  styled,
  TextField,
  toast,
  useForm,
} from '@shopmesh/ui';
import { useState } from 'react';

import { useTreeOptions } from '../../../shared/tree-options';
import { readTag, useCreate, useEdit } from '../api/categories';
import { mistakesIn, slugOf, type Values } from '../model/rules';

const TINT = '#e8eefc';

const Swatch = styled('input')(({ theme }) => ({
  width: 56,
  height: 48,
  padding: 4,
  flexShrink: 0,
  borderRadius: 12,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  cursor: 'pointer',
}));

const told = (error: unknown) =>
  error instanceof ApiError && error.status === 412
    ? { title: 'Somebody changed it meanwhile', detail: 'Close this, look at it again, and change it then.' }
    : problemOf(error);

interface FormProps {
  initial: Values;
  /** Its own address, which stays as it is. Null for a new one. */
  slug: string | null;
  save: (values: Values) => Promise<string>;
  onDone: () => void;
}

function CategoryForm({ initial, slug, save, onDone }: FormProps) {
  const [ownSlug, setOwnSlug] = useState(slug !== null);
  const { values, setValues, field, failure, busy, formProps } = useForm({
    initial,
    validate: mistakesIn,
    submit: async (given) => {
      toast({ message: await save(given) });
      onDone();
    },
  });
  const tree = useTreeOptions(slug ?? '');
  const name = field('name');
  const address = field('slug');
  return (
    <Box component="form" aria-label="Category" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={told(failure)} />}
      <TextField
        label="Name"
        autoComplete="off"
        {...name}
        onChange={(event) => {
          name.onChange(event);
          if (!ownSlug) setValues((now) => ({ ...now, slug: slugOf(event.target.value) }));
        }}
      />
      {slug === null && (
        <TextField
          label="Address"
          autoComplete="off"
          spellCheck={false}
          hint={`/products?category=${values.slug}. It stays, even when the name changes.`}
          {...address}
          onChange={(event) => {
            setOwnSlug(true);
            address.onChange(event);
          }}
        />
      )}
      <SelectField label="Stands below" {...field('parent')}>
        <option value="">Nothing: at the top</option>
        {tree}
      </SelectField>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'end' }}>
        <Swatch
          type="color"
          aria-label="Choose a tint"
          value={/^#[0-9a-f]{6}$/i.test(values.tint) ? values.tint : TINT}
          onChange={(event) => setValues((now) => ({ ...now, tint: event.target.value }))}
        />
        <Box sx={{ flex: 1 }}>
          <TextField label="Tint behind its pictures" spellCheck={false} maxLength={7} {...field('tint')} />
        </Box>
      </Box>
      <Button type="submit" busy={busy}>
        {slug === null ? 'Add' : 'Save'}
      </Button>
    </Box>
  );
}

function NewCategory({ parent, onDone }: { parent: Category | null; onDone: () => void }) {
  const create = useCreate();
  const save = async ({ name, slug, tint, parent }: Values) => {
    await create({ name: name.trim(), slug, tint, parent: parent || null });
    return `${name.trim()} is there`;
  };
  const initial = { name: '', slug: '', tint: parent?.tint ?? TINT, parent: parent?.slug ?? '' };
  return <CategoryForm initial={initial} slug={null} save={save} onDone={onDone} />;
}

function OldCategory({ category, onDone }: { category: Category; onDone: () => void }) {
  const edit = useEdit();
  // As it is when the dialog opens: a change that comes later is refused, not overwritten.
  const tag = useQuery({
    queryKey: ['admin', 'category-tag', category.slug],
    queryFn: () => readTag(category.slug),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (tag.isPending) return <Skeleton variant="rounded" height={280} sx={{ borderRadius: '16px' }} />;
  if (tag.isError) return <ErrorPanel problem={problemOf(tag.error)} onRetry={() => tag.refetch()} />;
  const { slug, name, tint, parent } = category;
  const save = async (values: Values) => {
    const body = { name: values.name.trim(), tint: values.tint, parent: values.parent || null };
    await edit({ slug, tag: tag.data, body });
    return `${body.name} is saved`;
  };
  return <CategoryForm initial={{ name, slug, tint, parent: parent ?? '' }} slug={slug} save={save} onDone={onDone} />;
}

/** What the dialog is about: a category, a new one below another, or a new one at the top. */
export type About = { readonly edit: Category } | { readonly below: Category | null };

export function CategoryDialog({ about, onClose }: { about: About | null; onClose: () => void }) {
  const title =
    about && ('edit' in about ? about.edit.name : about.below ? `New below ${about.below.name}` : 'New category');
  return (
    <Dialog open={about !== null} onClose={onClose} title={title ?? ''}>
      {about &&
        ('edit' in about ? (
          <OldCategory category={about.edit} onDone={onClose} />
        ) : (
          <NewCategory parent={about.below} onDone={onClose} />
        ))}
    </Dialog>
  );
}
