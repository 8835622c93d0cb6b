import { type Me, problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextArea, TextField, toast, useForm } from '@shopmesh/ui';
import { useUpdateMe } from '../api/update-me';
import { LIMITS, profileErrors } from '../model/rules';

const PAIR = { display: 'grid', gap: 2.5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } } as const;

export function ProfileForm({ me }: { me: Me }) {
  const { mutateAsync } = useUpdateMe();
  const { field, failure, busy, formProps } = useForm({
    initial: { first_name: me.first_name, last_name: me.last_name, phone: me.phone, address: me.address, bio: me.bio },
    validate: profileErrors,
    submit: async (values) => {
      await mutateAsync(values);
      toast({ message: 'Profile saved' });
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <Box sx={PAIR}>
        <TextField
          label="First name"
          maxLength={LIMITS.first_name}
          autoComplete="given-name"
          {...field('first_name')}
        />
        <TextField label="Last name" maxLength={LIMITS.last_name} autoComplete="family-name" {...field('last_name')} />
      </Box>
      <TextField label="Phone" maxLength={LIMITS.phone} type="tel" autoComplete="tel" optional {...field('phone')} />
      <TextArea
        label="Address"
        maxLength={LIMITS.address}
        autoComplete="street-address"
        optional
        hint="Filled in for you at checkout."
        {...field('address')}
      />
      <TextArea label="About you" maxLength={LIMITS.bio} optional {...field('bio')} />
      <Box>
        <Button type="submit" busy={busy}>
          {busy ? 'Saving…' : 'Save changes'}
        </Button>
      </Box>
    </Box>
  );
}
