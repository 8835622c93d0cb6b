import { Box, Button } from '@shopmesh/ui';
import { useState } from 'react';
import type { Organisation } from '../../../shared/api/list-organisations';
import { Confirm } from '../../../shared/confirm';
import { useDeleteOrganisation, useRenameOrganisation } from '../api/change-organisations';
import { NameDialog } from './name-dialog';

export function OrganisationActions({ organisation }: { organisation: Organisation }) {
  const [asked, setAsked] = useState<'rename' | 'delete' | null>(null);
  const rename = useRenameOrganisation(organisation.id);
  const remove = useDeleteOrganisation(organisation.id);
  const close = () => setAsked(null);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'end' }}>
      <Button variant="outlined" onClick={() => setAsked('rename')}>
        Rename
      </Button>
      <Button variant="outlined" onClick={() => setAsked('delete')}>
        Delete
      </Button>
      <NameDialog
        open={asked === 'rename'}
        onClose={close}
        title={`Rename ${organisation.name}`}
        name={organisation.name}
        save={rename}
      />
      <Confirm
        open={asked === 'delete'}
        onClose={close}
        title={`Delete ${organisation.name}?`}
        verb="Delete"
        done={`${organisation.name} is deleted`}
        run={() => remove(undefined)}
      >
        Only an organisation without members can be deleted.
      </Confirm>
    </Box>
  );
}
