import { newIdempotencyKey, sentenceOf } from '@shopmesh/sdk';
import { useState } from 'react';
import { useAdd } from '../api/pictures';
import { fileMistake, MOST_PICTURES, thatFit } from '../model/files';

export interface Sending {
  readonly key: string;
  readonly name: string;
  readonly part: number;
  /** Why it did not arrive. */
  readonly refusal: string | null;
}

/** One picture after the other, in the order they were chosen, so that the first becomes the main one. */
export function useUploads(productId: number, there: number) {
  const add = useAdd(productId);
  const [sending, setSending] = useState<readonly Sending[]>([]);

  const note = (key: string, news: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...news } : one)));
  const forget = (key: string) => setSending((all) => all.filter((one) => one.key !== key));

  async function send(files: readonly File[]): Promise<void> {
    const fitting = thatFit(files, there);
    const queue = files.map((file) => ({
      file,
      key: newIdempotencyKey(),
      name: file.name,
      part: 0,
      refusal:
        fileMistake(file) ?? (fitting.includes(file) ? null : `A product has at most ${MOST_PICTURES} pictures.`),
    }));
    setSending((before) => [...before.filter(({ refusal }) => refusal === null), ...queue]);
    for (const { key, file, refusal } of queue) {
      if (refusal) continue;
      try {
        await add({ file, alt: '', onProgress: (part) => note(key, { part }) });
        forget(key);
      } catch (error) {
        note(key, { refusal: sentenceOf(error) });
      }
    }
  }

  return { sending, send, forget };
}
