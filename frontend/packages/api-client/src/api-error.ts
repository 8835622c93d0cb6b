/** One field's refusal: pointer is RFC 6901 ("/items/0/quantity"). */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

interface Problem {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly instance?: unknown;
  readonly errors?: unknown;
  readonly [extension: string]: unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** RFC 9457 names a problem by URI; ours end in a stable slug: "/problems/out-of-stock". */
const slug = (type: unknown): string => text(type).split('/').pop() || 'unknown';

const seconds = (header: string | null): number | undefined => {
  const value = Number(header);
  return header !== null && Number.isFinite(value) ? value : undefined;
};

export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** 0 when no answer came at all. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly retryAfter: number | undefined;
  readonly requestId: string | undefined;
  /** The problem's own members, for example "lines" of out-of-stock. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Problem, retryAfter?: number) {
    super(text(problem.detail) || text(problem.title) || `HTTP ${status}`);
    this.status = status;
    this.code = slug(problem.type);
    this.title = text(problem.title);
    this.detail = text(problem.detail);
    this.errors = Array.isArray(problem.errors) ? (problem.errors as FieldError[]) : [];
    this.retryAfter = retryAfter;
    this.requestId = text(problem.instance).replace(/^urn:uuid:/, '') || undefined;
    this.extensions = problem;
  }

  /** Worth pressing "try again" for: no answer, too many requests, or a fault that is not the request's. */
  get transient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const fromResponse = (response: Response, body: unknown): ApiError => {
  const problem =
    typeof body === 'object' && body !== null ? (body as Problem) : { title: `The shop answered ${response.status}` };
  return new ApiError(response.status, problem, seconds(response.headers.get('Retry-After')));
};

/** The request was cut off, or never left: the answer, if any, is unknown. */
export const fromNetwork = (cause: unknown): ApiError => {
  const late = cause instanceof DOMException && cause.name === 'TimeoutError';
  const error = late
    ? new ApiError(0, { type: '/problems/no-answer', title: 'No answer', detail: 'The shop took too long to answer.' })
    : new ApiError(0, {
        type: '/problems/offline',
        title: 'No connection',
        detail: 'We could not reach the shop. Check your connection.',
      });
  error.cause = cause;
  return error;
};
