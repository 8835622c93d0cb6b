export interface components {
  schemas: {
    Payment: { id: string; order_id: string; customer_id: string; amount: string; currency: string; captured: string; refunded: string; status: string; method: string; decline_code?: string; created_at: string; updated_at: string };
    PaymentPage: { count: number; next: string | null; previous: string | null; results: S['Payment'][] };
  };
}
type S = components['schemas'];
export interface paths {
  '/api/payments/': {
    get: { parameters: { query?: { page?: number } }; requestBody?: never; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['PaymentPage'] } }; } };
  };
  '/api/payments/{id}/': {
    get: { parameters: { path: { id: string } }; requestBody?: never; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Payment'] } }; } };
  };
}
