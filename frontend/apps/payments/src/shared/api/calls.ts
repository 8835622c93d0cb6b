import { api } from '@shopmesh/sdk';

interface Init {
  params?: { path?: object; query?: object; header?: object };
  body?: unknown;
  parseAs?: 'blob';
}
type Call = <T>(path: string, init?: Init) => Promise<{ data?: T; error?: unknown; response: Response }>;

export const calls = api as unknown as Record<'GET' | 'POST' | 'PUT' | 'DELETE', Call>;
