import { problemOf } from '@shopmesh/sdk';
import { given, useFilters } from '@shopmesh/sdk/filters';
import { Button, EmptyState, ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import { SearchX } from '@shopmesh/ui/icons';
import { Choice, Pager, SearchBox, Toolbar } from '@shopmesh/ui/work';
import { ROLE_WORDS } from '../../../shared/roles';
import { PAGE_SIZE, useUsers } from '../api/users';
import { UserTable } from './user-table';

const DEFAULTS = { search: '', role: '', active: '', second_factor: '', ordering: '', page: '1' };
const ROLES = { '': 'Any', ...ROLE_WORDS };
const STATES = { '': 'Any', true: 'Active', false: 'Disabled' };
const FACTOR = { '': 'Any', true: 'With', false: 'Without' };
const ORDERINGS = { '': 'Newest', username: 'Username', '-last_login_at': 'Last sign-in' };

export function UserList() {
  const { filters, change } = useFilters(DEFAULTS);
  const users = useUsers(given(filters));
  return (
    <>
      <Toolbar>
        <SearchBox
          label="Search name, username or e-mail"
          value={filters.search}
          onSearch={(search) => change({ search })}
        />
        <Choice label="Role" value={filters.role} options={ROLES} onChange={(role) => change({ role })} />
        <Choice label="State" value={filters.active} options={STATES} onChange={(active) => change({ active })} />
        <Choice
          label="Second factor"
          value={filters.second_factor}
          options={FACTOR}
          onChange={(second_factor) => change({ second_factor })}
        />
        <Choice
          label="Sort"
          value={filters.ordering}
          options={ORDERINGS}
          onChange={(ordering) => change({ ordering })}
        />
      </Toolbar>
      {users.isPending && <LinesSkeleton label="Loading users" count={8} />}
      {users.isError && <ErrorPanel problem={problemOf(users.error)} onRetry={() => users.refetch()} />}
      {users.data?.results.length === 0 && (
        <EmptyState
          icon={SearchX}
          title="Nobody is like that"
          action={
            <Button variant="outlined" onClick={() => change(DEFAULTS)}>
              Show everybody
            </Button>
          }
        >
          Take a filter away, or search for a part of the name.
        </EmptyState>
      )}
      {users.data && users.data.results.length > 0 && (
        <>
          <UserTable users={users.data.results} stale={users.isPlaceholderData} />
          <Pager
            page={Number(filters.page)}
            pages={Math.ceil(users.data.count / PAGE_SIZE)}
            count={users.data.count}
            onPage={(page) => change({ page: String(page) })}
          />
        </>
      )}
    </>
  );
}
