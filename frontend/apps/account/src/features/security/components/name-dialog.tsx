import { problemOf } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, TextField, useForm } from '@shopmesh/ui';
import { useEffect, useRef } from 'react';

const MAX = 64;

interface NameDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  initial: string;
  label: string;
  save: (name: string) => Promise<void>;
}

function NameForm({ onClose, initial, label, save }: Omit<NameDialogProps, 'open' | 'title'>) {
  const place = useRef<HTMLDivElement>(null);
  const { field, failure, busy, formProps } = useForm({
    initial: { name: initial },
    validate: ({ name }) => (name.trim() ? {} : { name: 'Give it a name you will know it by.' }),
    submit: async ({ name }) => {
      await save(name.trim());
      onClose();
    },
  });
  useEffect(() => place.current?.querySelector('input')?.select(), []);
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <div ref={place}>
        <TextField
          label="Name"
          hint="So that you know later which device this is."
          maxLength={MAX}
          autoComplete="off"
          {...field('name')}
        />
      </div>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <Button type="submit" busy={busy}>
          {busy ? 'One moment…' : label}
        </Button>
        <Button variant="outlined" onClick={onClose}>
          Cancel
        </Button>
      </Box>
    </Box>
  );
}

export const NameDialog = ({ open, title, ...form }: NameDialogProps) => (
  <Dialog open={open} onClose={form.onClose} title={title}>
    <NameForm {...form} />
  </Dialog>
);
