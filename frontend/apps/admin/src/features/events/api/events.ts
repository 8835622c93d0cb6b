import { api, ok, useQuery } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';
import { NAMES, type Service } from '../model/services';

const POLL_MS = 5_000;

const summary = (service: Service) => ok(api.GET(`/api/${service}/events/`));
const dead = (service: Service) =>
  ok(api.GET(`/api/${service}/events/dead/`, { params: { query: { page_size: 100 } } }));

export type Summary = Awaited<ReturnType<typeof summary>>;
export type Letter = Awaited<ReturnType<typeof dead>>['results'][number] & { readonly service: Service };

export const useSummary = (service: Service) =>
  useQuery({
    queryKey: ['admin', 'events', service],
    queryFn: () => summary(service),
    refetchInterval: POLL_MS,
    retry: false,
  });

/** Of every service by itself: one that is away hides nothing of the others. */
async function everybodysDead() {
  const found = await Promise.allSettled(NAMES.map(dead));
  return {
    away: NAMES.filter((_, index) => found[index]?.status === 'rejected'),
    letters: found.flatMap((one, index): Letter[] =>
      one.status === 'fulfilled'
        ? one.value.results.map((letter) => ({ ...letter, service: NAMES[index] as Service }))
        : [],
    ),
    more: found.reduce(
      (all, one) => all + (one.status === 'fulfilled' ? one.value.count - one.value.results.length : 0),
      0,
    ),
  };
}

export const useDead = () =>
  useQuery({ queryKey: ['admin', 'events', 'dead'], queryFn: everybodysDead, refetchInterval: POLL_MS });

export const useReplay = () =>
  useChange(({ service, id }: Letter) =>
    ok(api.POST(`/api/${service}/events/dead/{letter_id}/replay/`, { params: { path: { letter_id: id } } })),
  );
