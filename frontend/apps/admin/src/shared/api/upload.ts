import { ApiError, api, ok, session } from '@shopmesh/sdk';

interface Upload {
  readonly path: string;
  readonly body: XMLHttpRequestBodyInit;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of 1: how much of it has left this device. */
  readonly onProgress?: (part: number) => void;
  readonly signal?: AbortSignal;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/** fetch tells nothing about a body on its way; XMLHttpRequest does. */
function post({ path, body, headers = {}, onProgress, signal }: Upload): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    const token = session.token();
    for (const [name, value] of Object.entries({
      Accept: 'application/json, application/problem+json',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...headers,
    }))
      request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () =>
      resolve({
        status: request.status,
        text: request.responseText,
        retryAfter: request.getResponseHeader('Retry-After'),
      }),
    );
    const lost = () =>
      reject(
        new ApiError(0, {
          type: '/problems/offline',
          title: 'The upload was cut off',
          detail: 'The connection broke before the file was through. Check it, and send the file again.',
        }),
      );
    request.addEventListener('error', lost);
    request.addEventListener('timeout', lost);
    request.addEventListener('abort', () => reject(new DOMException('The upload was stopped', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function bodyOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { title: 'The shop gave an answer we do not understand' };
  }
}

/** Sends a file and says how far it is. A token that ended meanwhile is renewed, and the file sent once more. */
export async function upload<T>(what: Upload): Promise<T> {
  let answer = await post(what);
  if (answer.status === 401) {
    await ok(api.GET('/api/users/me/')); // renews the token, or throws why it cannot
    answer = await post(what);
  }
  if (answer.status >= 200 && answer.status < 300) return bodyOf(answer.text) as T;
  throw new ApiError(answer.status, bodyOf(answer.text), Number(answer.retryAfter) || undefined);
}
