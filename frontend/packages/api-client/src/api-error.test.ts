import { expect, test } from 'vitest';
import { json, problem, serve } from '../../../testing/server';
import { ApiError } from './api-error';
import { createApi, ok } from './client';

const refused = async (response: Response): Promise<ApiError> => {
  serve({ 'GET /api/cart/': () => response });
  const error = await ok(createApi((request) => fetch(request)).GET('/api/cart/')).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

test('a problem answer becomes an error with its slug, its words, its pointers and its own members', async () => {
  const error = await refused(
    problem(409, 'out-of-stock', {
      detail: 'Only 1 left.',
      instance: 'urn:uuid:0193',
      errors: [{ pointer: '/items/0/quantity', code: 'out-of-stock', detail: 'Only 1 left.' }],
      lines: [{ product_id: 7, requested: 2, available: 1 }],
    }),
  );
  expect(error).toMatchObject({
    status: 409,
    code: 'out-of-stock',
    detail: 'Only 1 left.',
    requestId: '0193',
    transient: false,
  });
  expect(error.errors[0]?.pointer).toBe('/items/0/quantity');
  expect(error.extensions.lines).toEqual([{ product_id: 7, requested: 2, available: 1 }]);
});

test('a service that is down is worth trying again, after the time it names', async () => {
  const error = await refused(problem(503, 'dependency-unavailable', {}, { 'Retry-After': '3' }));
  expect(error).toMatchObject({ status: 503, transient: true, retryAfter: 3 });
});

test('an answer that is no problem document still becomes an error one can show', async () => {
  const error = await refused(new Response('<h1>Bad gateway</h1>', { status: 502 }));
  expect(error).toMatchObject({ status: 502, code: 'unknown', title: 'The shop answered 502', transient: true });
});

test('no answer at all is status 0 and says so', async () => {
  const api = createApi(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(ok(api.GET('/api/cart/'))).rejects.toMatchObject({ status: 0, code: 'offline', transient: true });
});

test('an answer that comes too late is told apart from no connection', async () => {
  const api = createApi(() => Promise.reject(new DOMException('signal timed out', 'TimeoutError')));
  await expect(ok(api.GET('/api/cart/'))).rejects.toMatchObject({ status: 0, code: 'no-answer' });
});

test('a 2xx answer is its body', async () => {
  serve({ 'GET /api/cart/': () => json({ items: [], count: 0 }) });
  await expect(ok(createApi((request) => fetch(request)).GET('/api/cart/'))).resolves.toMatchObject({ count: 0 });
});
