interface PageOf<T> {
  readonly count: number;
  readonly next?: string | null;
  readonly results: readonly T[];
}

/** The results of every page, one page after the other. */
export async function allPages<T>(
  read: (page: number) => Promise<PageOf<T>>,
  tell: (done: number, count: number) => void,
): Promise<T[]> {
  const found: T[] = [];
  for (let page = 1; ; page++) {
    const { results, count, next } = await read(page);
    found.push(...results);
    tell(found.length, count);
    if (!next || results.length === 0) return found;
  }
}
