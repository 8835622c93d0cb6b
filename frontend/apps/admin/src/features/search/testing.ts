/** A reindexing as the service tells of it, while it is under way. */
export const RUN = {
  standing: 'running',
  done: 500,
  total: 2_000,
  started_at: '2026-03-01T10:00:00Z',
  seen_at: '2026-03-01T10:00:05Z',
  finished_at: null,
} as const;
