import { api, ok } from '@shopmesh/sdk';

const KEY = 'shopmesh.visitor';

/** RFC 9562, version 4. crypto.randomUUID exists in secure contexts only; getRandomValues everywhere. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Somebody, for as long as this tab is open: nothing leads from the number to a person, and the next visit has another. */
export function visitor(): string {
  try {
    const known = sessionStorage.getItem(KEY) ?? randomUuid();
    sessionStorage.setItem(KEY, known);
    return known;
  } catch {
    return randomUuid();
  }
}

/** For "because you viewed": who looked at this also looked at that. A view that is not told is no harm. */
export const tellView = (productId: number): Promise<unknown> =>
  ok(api.POST('/api/products/views/', { body: { product_id: productId, visitor: visitor() } })).catch(() => undefined);
