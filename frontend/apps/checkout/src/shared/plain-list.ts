export const PLAIN_LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 2.5 } as const;
