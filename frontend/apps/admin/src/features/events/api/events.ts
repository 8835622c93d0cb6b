import { api, ok, useQueries } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';
import { NAMES, type Service } from '../model/services';

const POLL_MS = 5_000;

const summary = (service: Service) => ok(api.GET(`/api/${service}/events/`));
const dead = (service: Service) =>
  ok(api.GET(`/api/${service}/events/dead/`, { params: { query: { page_size: 100 } } }));

export type Summary = Awaited<ReturnType<typeof summary>>;
export type Letter = Awaited<ReturnType<typeof dead>>['results'][number] & { readonly service: Service };

/** Of every service by itself: one that is away hides nothing of the others. */
export const useSummaries = () =>
  useQueries({
    queries: NAMES.map((service) => ({
      queryKey: ['admin', 'events', service],
      queryFn: () => summary(service),
      refetchInterval: POLL_MS,
      retry: false,
    })),
  });

export const useDead = () =>
  useQueries({
    queries: NAMES.map((service) => ({
      queryKey: ['admin', 'events', service, 'dead'],
      queryFn: () => dead(service),
      refetchInterval: POLL_MS,
      retry: false,
    })),
    combine: (found) => ({
      pending: found.some(({ isPending }) => isPending),
      away: NAMES.filter((_, index) => found[index]?.isError),
      letters: found.flatMap(({ data }, index): Letter[] =>
        (data?.results ?? []).map((letter) => ({ ...letter, service: NAMES[index] as Service })),
      ),
    }),
  });

export const useReplay = () =>
  useChange(({ service, id }: Letter) =>
    ok(api.POST(`/api/${service}/events/dead/{letter_id}/replay/`, { params: { path: { letter_id: id } } })),
  );
export const useReplayAll = () => useChange((service: Service) => ok(api.POST(`/api/${service}/events/dead/replay/`)));
