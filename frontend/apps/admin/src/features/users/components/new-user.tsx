import { problemOf, useNavigate } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, SelectField, TextField, toast, useForm } from '@shopmesh/ui';
import { ROLE_WORDS, type Role } from '../../../shared/roles';
import { useCreateUser } from '../api/users';

const EMPTY = { username: '', email: '', first_name: '', last_name: '', role: 'customer' };
const NEEDED = ['username', 'email'] as const;

const mistakes = (values: typeof EMPTY) =>
  Object.fromEntries(NEEDED.filter((name) => !values[name].trim()).map((name) => [name, 'Fill this in.']));

function NewUserForm({ onDone }: { onDone: () => void }) {
  const create = useCreateUser();
  const navigate = useNavigate();
  const { field, failure, busy, formProps } = useForm({
    initial: EMPTY,
    validate: mistakes,
    submit: async (values) => {
      const user = await create({ ...values, role: values.role as Role });
      toast({ message: `${user.username} was invited by e-mail` });
      onDone();
      void navigate(`/admin/users/${user.id}`);
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextField label="Username" autoComplete="off" maxLength={64} {...field('username')} />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="off"
        hint="A letter goes there with a link to choose a password."
        {...field('email')}
      />
      <TextField label="First name" optional maxLength={100} autoComplete="off" {...field('first_name')} />
      <TextField label="Last name" optional maxLength={100} autoComplete="off" {...field('last_name')} />
      <SelectField label="Role" {...field('role')}>
        {Object.entries(ROLE_WORDS).map(([role, word]) => (
          <option key={role} value={role}>
            {word}
          </option>
        ))}
      </SelectField>
      <Button type="submit" busy={busy}>
        Invite
      </Button>
    </Box>
  );
}

export const NewUser = ({ open, onClose }: { open: boolean; onClose: () => void }) => (
  <Dialog open={open} onClose={onClose} title="New user">
    <NewUserForm onDone={onClose} />
  </Dialog>
);
