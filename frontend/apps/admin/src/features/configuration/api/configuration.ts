import { api, ok, okResponse, useMutation, useQuery, useQueryClient } from '@shopmesh/sdk';

const KEY = ['admin', 'configuration'];

async function getConfiguration() {
  const { data, response } = await okResponse(api.GET('/api/admin/config/'));
  return { ...data, etag: response.headers.get('ETag') ?? '' };
}

export const useConfiguration = () => useQuery({ queryKey: KEY, queryFn: getConfiguration });

export type Configuration = Awaited<ReturnType<typeof getConfiguration>>;
export type Setting = Configuration['schema'][number];
export type Value = boolean | number | readonly string[];

export const useSave = (etag: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: Record<string, Value>) =>
      ok(
        api.PUT('/api/admin/config/', {
          params: { header: { 'If-Match': etag } },
          body: values as never, // typed by `schema` at run time: the API judges each value in words
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin'] }),
  }).mutateAsync;
};
