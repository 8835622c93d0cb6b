export interface components {
  schemas: {
    Category: { slug: string; name: string; tint: string };
    Image: { url: string; alt: string };
    Stock: { available: number; level: 'in_stock' | 'low' | 'out' };
    Product: { id: number; sku: string; name: string; description: string; category: S['Category']; price: string; currency: string; stock: S['Stock']; image: S['Image'] | null; images: S['Image'][]; created_at: string; updated_at: string };
    ProductPage: { count: number; next: string | null; previous: string | null; results: S['Product'][] };
  };
}
type S = components['schemas'];
export interface paths {
  '/api/products/': {
    get: { parameters: { query?: { search?: string; category?: string; min_price?: string; max_price?: string; in_stock?: boolean; ordering?: string; page?: number; page_size?: number } }; requestBody?: never; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['ProductPage'] } }; } };
  };
  '/api/products/{id}/': {
    get: { parameters: { path: { id: number } }; requestBody?: never; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Product'] } }; } };
  };
  '/api/categories/': {
    get: { parameters: {  }; requestBody?: never; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Category'][] } }; } };
  };
}
