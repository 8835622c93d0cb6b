import type { Index, Target } from '../api/search';

export const NAMES: Record<Target, string> = {
  embedded: 'Index in the database',
  external: 'Index of the search engine',
};

export const figure = (count: number) => count.toLocaleString('en-IE');

const products = (count: number) => (count === 1 ? '1 product' : `${figure(count)} products`);

/** How it stands with an index, in a sentence. */
export function standingOf({ complete, waiting, waiting_relation, run }: Index): string {
  if (complete) return 'Everything on sale can be found.';
  if (run && run.standing !== 'done') return 'It is being put right. Searches are answered meanwhile.';
  if (waiting === 0) return 'It has not been filled yet. The worker does that by itself.';
  const many = waiting_relation === 'at_least' ? `${figure(waiting)} products or more` : products(waiting);
  return `${many} changed a moment ago and cannot be found as they are now.`;
}

/** Of 1. */
export const partOf = ({ done, total }: NonNullable<Index['run']>): number | null =>
  total > 0 ? Math.min(1, done / total) : null;

export const progressOf = ({ done, total }: NonNullable<Index['run']>): string =>
  `${figure(done)} of ${products(total)}`;
