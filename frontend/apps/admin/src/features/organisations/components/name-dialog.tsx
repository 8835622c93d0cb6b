import { problemOf } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, TextField, toast, useForm } from '@shopmesh/ui';

interface NameDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  name: string;
  save: (name: string) => Promise<unknown>;
}

function NameForm({ onClose, name, save }: Omit<NameDialogProps, 'open' | 'title'>) {
  const { field, failure, busy, formProps } = useForm({
    initial: { name },
    validate: (values) => (values.name.trim() ? {} : { name: 'Fill this in.' }),
    submit: async (values) => {
      await save(values.name.trim());
      toast({ message: 'Saved' });
      onClose();
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextField label="Name" maxLength={100} autoComplete="off" {...field('name')} />
      <Button type="submit" busy={busy}>
        Save
      </Button>
    </Box>
  );
}

export const NameDialog = ({ open, title, ...form }: NameDialogProps) => (
  <Dialog open={open} onClose={form.onClose} title={title}>
    <NameForm {...form} />
  </Dialog>
);
