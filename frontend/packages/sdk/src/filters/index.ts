// No part of the shared sdk: only pages with long lists carry it.
import { useSearchParams } from '@shopmesh/sdk';

/** Filters live in the address, so that a list can be shared, and "back" restores it. Defaults are left out of it; a change begins anew. */
export function useFilters<F extends Readonly<Record<string, string>>>(defaults: F) {
  const [params, setParams] = useSearchParams();
  const filters = Object.fromEntries(
    Object.entries(defaults).map(([name, fallback]) => [name, params.get(name) ?? fallback]),
  ) as Record<keyof F & string, string>;

  const change = (changes: Partial<Record<keyof F & string, string>>) => {
    const next = { ...filters, page: defaults.page ?? '', cursor: '', ...changes } as Record<string, string>;
    const told = Object.entries(next).filter(([name, value]) => value !== '' && value !== (defaults[name] ?? ''));
    setParams(Object.fromEntries(told));
  };
  return { filters, change };
}

/** Without the empty ones, which the API would take for values. */
export const given = (filters: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
