export interface components {
  schemas: {
    Token: { access: string; refresh?: string; token_type: string; expires_in: number };
    Me: { id: string; username: string; email: string; first_name: string; last_name: string; phone: string; address: string; bio: string; role: string; created_at: string };
    Registered: { id: string; username: string; email: string; first_name: string; last_name: string };
  };
}
type S = components['schemas'];
export interface paths {
  '/api/token/': {
    post: { parameters: {  }; requestBody: { content: { 'application/json': { username: string; password: string; transport?: 'body' | 'cookie' } } }; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Token'] } }; } };
  };
  '/api/token/refresh/': {
    post: { parameters: {  }; requestBody: { content: { 'application/json': { refresh?: string } } }; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Token'] } }; } };
  };
  '/api/auth/logout/': {
    post: { parameters: {  }; requestBody: { content: { 'application/json': { refresh?: string } } }; responses: { 204: { headers: Record<string, string>; content?: never }; } };
  };
  '/api/users/register/': {
    post: { parameters: {  }; requestBody: { content: { 'application/json': { username: string; email: string; password: string; first_name?: string; last_name?: string } } }; responses: { 201: { headers: Record<string, string>; content: { 'application/json': S['Registered'] } }; } };
  };
  '/api/users/me/': {
    get: { parameters: {  }; requestBody?: never; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Me'] } }; } };
    patch: { parameters: {  }; requestBody: { content: { 'application/json': Partial<Pick<S['Me'], 'first_name' | 'last_name' | 'phone' | 'address' | 'bio'>> } }; responses: { 200: { headers: Record<string, string>; content: { 'application/json': S['Me'] } }; } };
  };
}
