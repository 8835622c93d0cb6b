import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, SelectField, TextField, toast, useForm } from '@shopmesh/ui';
import { useOrganisations } from '../../../shared/api/list-organisations';
import { type AdminUser, useChangeUser } from '../api/users';

const PAIR = { display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } } as const;

interface UserFormProps {
  user: AdminUser;
  etag: string;
  readOnly: boolean;
}

export function UserForm({ user, etag, readOnly }: UserFormProps) {
  const change = useChangeUser(user.id);
  const organisations = useOrganisations();
  const { field, failure, busy, formProps } = useForm({
    initial: {
      first_name: user.first_name,
      last_name: user.last_name,
      phone: user.phone,
      organisation_id: user.organisation?.id ?? '',
    },
    submit: async (values) => {
      await change({ etag, body: { ...values, organisation_id: values.organisation_id || null } });
      toast({ message: 'Saved' });
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <Box sx={PAIR}>
        <TextField label="First name" maxLength={100} disabled={readOnly} {...field('first_name')} />
        <TextField label="Last name" maxLength={100} disabled={readOnly} {...field('last_name')} />
        <TextField label="Phone" type="tel" maxLength={32} optional disabled={readOnly} {...field('phone')} />
        <SelectField
          label="Organisation"
          hint="A vendor manages the products of it. A change ends the user's sessions."
          disabled={readOnly}
          {...field('organisation_id')}
        >
          <option value="">None</option>
          {organisations.data?.results.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      </Box>
      {!readOnly && (
        <Box>
          <Button type="submit" busy={busy}>
            Save
          </Button>
        </Box>
      )}
    </Box>
  );
}
