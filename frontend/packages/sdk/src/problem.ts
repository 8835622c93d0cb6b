import { ApiError } from '@shopmesh/api-client';

/** Something the page itself found out, in words for the person. */
export class Told extends Error {
  override readonly name = 'Told';
  readonly title: string;

  constructor(title: string, detail: string) {
    super(detail);
    this.title = title;
  }
}

/** Any thrown thing in the words ErrorPanel and toasts show. */
export function problemOf(error: unknown): { title: string; detail: string; requestId?: string | undefined } {
  if (error instanceof ApiError) {
    const { title, detail, transient, requestId } = error;
    // A plain refusal needs no reference; a fault of ours does, so that somebody can look it up.
    return { title, detail, requestId: transient ? requestId : undefined };
  }
  if (error instanceof Told) return { title: error.title, detail: error.message };
  return { title: 'Something went wrong', detail: 'This part of the shop failed. Trying again often helps.' };
}

/** One sentence for a toast. */
export function sentenceOf(error: unknown): string {
  const { title, detail } = problemOf(error);
  return detail || title;
}
