import { api, type Me, ok, useMutation, useQueryClient } from '@shopmesh/sdk';
import { meQuery } from '../../../shared/api/get-me';

export async function uploadAvatar(picture: Blob): Promise<string | null> {
  const form = new FormData();
  form.append('file', picture, 'avatar');
  const answer = await ok(api.POST('/api/profile/avatar/', { body: { file: '' }, bodySerializer: () => form }));
  return answer.avatar_url;
}

export async function removeAvatar(): Promise<null> {
  await ok(api.DELETE('/api/profile/avatar/'));
  return null;
}

/** Null takes the picture away. */
export function useAvatar() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (picture: Blob | null): Promise<string | null> => (picture ? uploadAvatar(picture) : removeAvatar()),
    onSuccess: (avatar_url) =>
      queries.setQueryData(meQuery.queryKey, (me: Me | undefined) => me && { ...me, avatar_url }),
  });
}
