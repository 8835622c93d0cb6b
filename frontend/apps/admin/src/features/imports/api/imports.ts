import { keepPreviousData, useQuery } from '@shopmesh/sdk';
import { rest } from '../../../shared/api/rest';
import { upload } from '../../../shared/api/upload';
import { useChange, useShopChange } from '../../../shared/use-change';
import { pauseAfter } from '../model/polling';
import { type Import, isRunning } from '../model/states';

const all = '/api/products/imports/';
const one = `${all}{import_id}/`;
const KEY = ['admin', 'imports'];

interface ImportPage {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Import[];
}

export const useImports = (query: Readonly<Record<string, string>>) =>
  useQuery({
    queryKey: [...KEY, 'list', query],
    queryFn: () => rest<ImportPage>('get', all, { query }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.results.some(({ state }) => isRunning(state)) ? 3_000 : false),
  });

export const useImport = (import_id: string) =>
  useQuery({
    queryKey: [...KEY, 'one', import_id],
    queryFn: () => rest<Import>('get', one, { path: { import_id } }),
    refetchInterval: ({ state }) => pauseAfter(state.data, state.dataUpdateCount),
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
      path: `${all}?${new URLSearchParams({ dry_run: String(dryRun), name: file.name.slice(0, 200) })}`,
      body: file,
      headers: { 'Content-Type': 'text/csv', 'Idempotency-Key': key },
      onProgress,
      signal,
    }),
  );

export const useApply = (import_id: string) =>
  useShopChange((_: undefined) => rest<Import>('post', `${one}apply/`, { path: { import_id }, body: {} }));
export const useCancel = (import_id: string) =>
  useShopChange((_: undefined) => rest<Import>('post', `${one}cancel/`, { path: { import_id }, body: {} }));

/** Every mistake, as a file. It needs the token, so a plain link cannot fetch it. */
export const readErrors = (import_id: string) =>
  rest<Blob>('get', `${one}errors/`, { path: { import_id }, parseAs: 'blob' });
