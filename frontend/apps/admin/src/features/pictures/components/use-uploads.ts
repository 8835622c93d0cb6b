import { ApiError, newIdempotencyKey, sentenceOf } from '@shopmesh/sdk';
import { useState } from 'react';
import { useAdd } from '../api/pictures';
import { fileMistake, MOST_PICTURES, thatFit } from '../model/files';

export interface Sending {
  readonly key: string;
  readonly file: File;
  readonly part: number;
  /** Why it did not arrive. */
  readonly refusal: string | null;
  /** It may arrive the next time. */
  readonly transient: boolean;
}

const FULL = `A product has at most ${MOST_PICTURES} pictures.`;
const isTransient = (error: unknown) => error instanceof ApiError && error.transient;

/** One picture after the other, in the order they were chosen, so that the first becomes the main one. */
export function useUploads(productId: number, there: number) {
  const add = useAdd(productId);
  const [sending, setSending] = useState<readonly Sending[]>([]);

  const note = (key: string, news: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...news } : one)));
  const forget = (key: string) => setSending((all) => all.filter((one) => one.key !== key));

  async function sendOne({ key, file }: Pick<Sending, 'key' | 'file'>): Promise<void> {
    note(key, { part: 0, refusal: null });
    try {
      await add({ file, alt: '', onProgress: (part) => note(key, { part }) });
      forget(key);
    } catch (error) {
      note(key, { refusal: sentenceOf(error), transient: isTransient(error) });
    }
  }

  async function send(files: readonly File[]): Promise<void> {
    const pictures = files.filter((file) => !fileMistake(file));
    const fitting = thatFit(pictures, there);
    const queue = files.map((file) => ({
      key: newIdempotencyKey(),
      file,
      part: 0,
      refusal: fileMistake(file) ?? (fitting.includes(file) ? null : FULL),
      transient: false,
    }));
    setSending((before) => [...before.filter(({ refusal }) => refusal === null), ...queue]);
    for (const one of queue) if (one.refusal === null) await sendOne(one);
  }

  return { sending, send, again: sendOne, forget };
}
