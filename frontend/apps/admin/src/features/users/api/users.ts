import { api, keepPreviousData, ok, okResponse, useQuery } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';

export const PAGE_SIZE = 20;

const listUsers = (query: Record<string, string>) =>
  ok(api.GET('/api/admin/users/', { params: { query: { ...query, page_size: PAGE_SIZE } } }));

export const useUsers = (query: Record<string, string>) =>
  useQuery({
    queryKey: ['admin', 'users', 'list', query],
    queryFn: () => listUsers(query),
    placeholderData: keepPreviousData,
  });

export type AdminUser = Awaited<ReturnType<typeof listUsers>>['results'][number];

/** With the ETag that a change has to send back, so that nobody overwrites what they have not seen. */
async function getUser(id: string): Promise<{ user: AdminUser; etag: string }> {
  const { data, response } = await okResponse(
    api.GET('/api/admin/users/{user_id}/', { params: { path: { user_id: id } } }),
  );
  return { user: data, etag: response.headers.get('ETag') ?? '' };
}

export const useUser = (id: string) =>
  useQuery({ queryKey: ['admin', 'users', 'one', id], queryFn: () => getUser(id) });

export interface NewUser {
  username: string;
  email: string;
  first_name: string;
  last_name: string;
  role: AdminUser['role'];
}
export const useCreateUser = () => useChange((body: NewUser) => ok(api.POST('/api/admin/users/', { body })));

export interface UserChange {
  first_name?: string;
  last_name?: string;
  phone?: string;
  organisation_id?: string | null;
}
export const useChangeUser = (id: string) =>
  useChange(({ etag, body }: { etag: string; body: UserChange }) =>
    ok(
      api.PATCH('/api/admin/users/{user_id}/', {
        params: { path: { user_id: id }, header: { 'If-Match': etag } },
        body,
      }),
    ),
  );

export const useChangeRole = (id: string) =>
  useChange((role: AdminUser['role']) =>
    ok(api.PUT('/api/admin/users/{user_id}/role/', { params: { path: { user_id: id } }, body: { role } })),
  );

const one = (id: string) => ({ params: { path: { user_id: id } } });
export const useDisable = (id: string) =>
  useChange((_: undefined) => ok(api.POST('/api/admin/users/{user_id}/disable/', one(id))));
export const useEnable = (id: string) =>
  useChange((_: undefined) => ok(api.POST('/api/admin/users/{user_id}/enable/', one(id))));
export const useResetSecondFactor = (id: string) =>
  useChange((_: undefined) => ok(api.POST('/api/admin/users/{user_id}/reset-2fa/', one(id))));
export const useEndSessions = (id: string) =>
  useChange((_: undefined) => ok(api.POST('/api/admin/users/{user_id}/end-sessions/', one(id))));
export const useDeleteUser = (id: string) =>
  useChange((_: undefined) => ok(api.DELETE('/api/admin/users/{user_id}/', one(id))));
