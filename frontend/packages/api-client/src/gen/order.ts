export interface components {
  schemas: {
    CartLine: { product_id: number; quantity: number; name: string; unit_price: string; line_total: string; image_url: string | null; available: number; problem?: 'out-of-stock' | 'unavailable' | null };
    Cart: { items: S['CartLine'][]; total: string; currency: string; count: number; stale: boolean };
    Shipping: { name: string; line1: string; line2?: string; city: string; postal_code: string; country: string };
    OrderItem: { product_id: number; name: string; quantity: number; unit_price: string; line_total: string; image_url: string | null };
    OrderStatus: 'pending' | 'confirmed' | 'processing' | 'shipped' | 'delivered' | 'cancelled';
    TimelineEntry: { status: string; at: string; note: string };
    Order: { id: string; number: string; status: S['OrderStatus']; items: S['OrderItem'][]; total: string; currency: string; shipping: S['Shipping']; payment: { id: string | null; method: string; status: string }; cancellation_reason?: string; placed_at: string; updated_at: string; timeline: S['TimelineEntry'][] };
    OrderPage: { count: number; next: string | null; previous: string | null; results: S['Order'][] };
  };
}
type S = components['schemas'];
export interface paths {
  '/api/cart/': {
    get: { parameters: {  }; requestBody?: never; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Cart'] } }; } };
    put: { parameters: {  }; requestBody: { content: { 'application/json': { items: { product_id: number; quantity: number }[] } } }; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Cart'] } }; } };
    delete: { parameters: {  }; requestBody?: never; responses: { 204: { headers: Record<string, string>; content?: never }; } };
  };
  '/api/orders/': {
    get: { parameters: { query?: { status?: S['OrderStatus']; page?: number; page_size?: number } }; requestBody?: never; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['OrderPage'] } }; } };
    post: { parameters: { header: { 'Idempotency-Key': string } }; requestBody: { content: { 'application/json': { items: { product_id: number; quantity: number }[]; payment: { method: 'card'; token: string }; shipping: S['Shipping'] } } }; responses: { 201: { headers: Record<string, string>; content: { 'application/json': S['Order'] } }; } };
  };
  '/api/orders/{id}/': {
    get: { parameters: { path: { id: string } }; requestBody?: never; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Order'] } }; } };
  };
}
