import type { FieldProblem, ProblemLike } from '@shopmesh/ui';

interface Refusal {
  readonly code?: string;
  readonly retryAfter?: number;
}

// Refusals of what was typed. Everything else (no answer, too many tries, an ended session) concerns the whole form.
const OF_THE_FIELD = new Set(['mfa-code-invalid', 'current-password-wrong', 'invalid-credentials']);

const codeOf = (error: unknown): string => (error as Refusal | null)?.code ?? '';

/** The server's own count, or a minute where it forgot to say. */
export const secondsToWait = (error: unknown): number =>
  codeOf(error) === 'rate-limited' ? ((error as Refusal).retryAfter ?? 60) : 0;

/** As an error that useForm puts at the field, where the server named none. */
export function toldAtTheField(error: unknown, field: string, describe: (error: unknown) => ProblemLike): unknown {
  if (!OF_THE_FIELD.has(codeOf(error))) return error;
  const { title, detail } = describe(error);
  const words = codeOf(error) === 'invalid-credentials' ? 'This is not your password.' : detail || title || '';
  const problem: FieldProblem = { pointer: `/${field}`, detail: words };
  return { errors: [problem] };
}
