import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, SelectField, toast, useForm } from '@shopmesh/ui';
import { ROLE_WORDS, type Role, roleWord } from '../../../shared/roles';
import { type AdminUser, useChangeRole } from '../api/users';

export function UserRole({ user, readOnly }: { user: AdminUser; readOnly: boolean }) {
  const change = useChangeRole(user.id);
  const { values, field, failure, busy, formProps } = useForm({
    initial: { role: user.role as string },
    submit: async ({ role }) => {
      await change(role as Role);
      toast({ message: `${user.username} is ${roleWord(role)} now` });
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <SelectField
        label="Role"
        hint="You confirm a change with your second factor. It ends the user's sessions."
        disabled={readOnly}
        {...field('role')}
      >
        {Object.entries(ROLE_WORDS).map(([role, word]) => (
          <option key={role} value={role}>
            {word}
          </option>
        ))}
      </SelectField>
      {!readOnly && (
        <Box>
          <Button type="submit" variant="outlined" busy={busy} disabled={values.role === user.role}>
            Change role
          </Button>
        </Box>
      )}
    </Box>
  );
}
