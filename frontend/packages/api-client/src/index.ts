export { ApiError, type FieldError, fromNetwork, fromResponse } from './api-error';
export { type ApiClient, createApi, ok, okResponse, type Paths } from './client';
export type * from './types';
