import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { upload } from '../../../shared/api/upload';
import { useChange, useShopChange } from '../../../shared/use-change';
import { pauseAfter } from '../model/polling';
import { type Import, isRunning } from '../model/states';

const KEY = ['admin', 'imports'];
const one = (import_id: string) => ({ params: { path: { import_id } } });

export const useImports = (query: Readonly<Record<string, string>>) =>
  useQuery({
    queryKey: [...KEY, 'list', query],
    queryFn: () => ok(api.GET('/api/products/imports/', { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.results.some(({ state }) => isRunning(state)) ? 3_000 : false),
  });

export const useImport = (import_id: string) =>
  useQuery({
    queryKey: [...KEY, 'one', import_id],
    queryFn: (): Promise<Import> => ok(api.GET('/api/products/imports/{import_id}/', one(import_id))),
    refetchInterval: ({ state }) => pauseAfter(state.data, state.dataUpdateCount + state.errorUpdateCount),
  });

interface Sent {
  readonly file: File;
  /** The same for every sending of one file, so that it is one import. */
  readonly key: string;
  readonly dryRun: boolean;
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}
export const useSend = () =>
  useChange(({ file, key, dryRun, onProgress, signal }: Sent) =>
    upload<Import>({
      path: `/api/products/imports/?${new URLSearchParams({ dry_run: String(dryRun), name: file.name.slice(0, 200) })}`,
      body: file,
      headers: { 'Content-Type': 'text/csv', 'Idempotency-Key': key },
      onProgress,
      signal,
    }),
  );

export const useApply = (import_id: string) =>
  useShopChange((_: undefined) =>
    ok(api.POST('/api/products/imports/{import_id}/apply/', { ...one(import_id), body: {} })),
  );
export const useCancel = (import_id: string) =>
  useShopChange((_: undefined) =>
    ok(api.POST('/api/products/imports/{import_id}/cancel/', { ...one(import_id), body: {} })),
  );

/** Every mistake, as a file. It needs the token, so a plain link cannot fetch it. */
export const readErrors = async (import_id: string): Promise<Blob> =>
  (await ok(
    api.GET('/api/products/imports/{import_id}/errors/', { ...one(import_id), parseAs: 'blob' }),
  )) as unknown as Blob;
