import { ApiError } from '@shopmesh/sdk';
import { beforeEach, expect, test, vi } from 'vitest';
import { json, serve } from '../../../../../testing/server';
import { upload } from './upload';

interface Answered {
  status: number;
  body: unknown;
}
let answers: (Answered | 'lost')[] = [];
let sent: { body: unknown; headers: Record<string, string> }[] = [];

class FakeRequest extends EventTarget {
  readonly upload = new EventTarget();
  private readonly headers: Record<string, string> = {};
  status = 0;
  responseText = '';

  open() {}
  getResponseHeader() {
    return null;
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  abort() {
    this.dispatchEvent(new Event('abort'));
  }
  send(body: unknown) {
    sent.push({ body, headers: this.headers });
    const answer = answers.shift();
    this.upload.dispatchEvent(new ProgressEvent('progress', { loaded: 1, total: 4 }));
    if (!answer) return; // still on its way
    if (answer === 'lost') return void this.dispatchEvent(new Event('error'));
    this.status = answer.status;
    this.responseText = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    this.dispatchEvent(new Event('load'));
  }
}

beforeEach(() => {
  sent = [];
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
});

const send = (more: object = {}) => upload<{ id: number }>({ path: '/api/x/', body: 'a,b', ...more });

test('a file is sent with its headers, and says how far it is', async () => {
  answers = [{ status: 202, body: { id: 3 } }];
  const parts: number[] = [];
  expect(await send({ headers: { 'Idempotency-Key': 'k' }, onProgress: (part: number) => parts.push(part) })).toEqual({
    id: 3,
  });
  expect(sent[0]).toMatchObject({ body: 'a,b', headers: { 'Idempotency-Key': 'k' } });
  expect(parts).toEqual([0.25]);
});

test('a token that ended is renewed by another request, and the file sent once more', async () => {
  answers = [
    { status: 401, body: {} },
    { status: 201, body: { id: 4 } },
  ];
  const seen = serve({ 'GET /api/users/me/': () => json({}) });
  expect(await send()).toEqual({ id: 4 });
  expect([seen.length, sent.length]).toEqual([1, 2]);
});

test('a refusal is told as every other', async () => {
  answers = [
    { status: 415, body: { type: '/problems/unsupported-media-type', title: 'No', detail: 'Not a picture.' } },
  ];
  const error = await send().catch((refusal: unknown) => refusal);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 415, code: 'unsupported-media-type', detail: 'Not a picture.' });
  answers = [{ status: 502, body: '<html>' }];
  await expect(send()).rejects.toMatchObject({ status: 502, transient: true });
});

test('a connection that breaks may be tried again, a stop is none', async () => {
  answers = ['lost'];
  await expect(send()).rejects.toMatchObject({ status: 0, transient: true, title: 'The upload was cut off' });
  const stop = new AbortController();
  const going = send({ signal: stop.signal });
  stop.abort();
  await expect(going).rejects.toMatchObject({ name: 'AbortError' });
});
