import { ApiError, useQueryClient } from '@shopmesh/sdk';
import { useRef, useState } from 'react';
import { type Change, picturesKey, readPictures, type SeenPictures, useSend } from '../api/pictures';
import { newsOf } from '../model/news';

export interface Clash {
  readonly wanted: Change;
  /** What somebody else did meanwhile. */
  readonly news: readonly string[];
}

const isStale = (error: unknown) => error instanceof ApiError && error.status === 412;

/** Changes of a gallery, one after the other, each of the pictures that were on screen. */
export function useChanges(productId: number) {
  const client = useQueryClient();
  const send = useSend(productId);
  const [clash, setClash] = useState<Clash | null>(null);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const known = () => client.getQueryData<SeenPictures>(picturesKey(productId));

  async function make(wanted: Change): Promise<boolean> {
    const before = known() ?? (await readPictures(productId));
    try {
      await send({ ...wanted, etag: before.etag });
    } catch (error) {
      if (!isStale(error)) throw error;
      const now = await readPictures(productId);
      client.setQueryData(picturesKey(productId), now);
      const news = newsOf(before.pictures, now.pictures);
      if (news.length > 0) {
        setClash({ wanted, news });
        return false;
      }
      // Something else of the product is another, and its pictures are not.
      await send({ ...wanted, etag: now.etag });
    }
    setClash(null);
    return true;
  }

  /** True once it is done; false where somebody else was faster, which `clash` tells of then. */
  const change = (wanted: Change): Promise<boolean> => {
    const mine = turn.current.then(() => make(wanted));
    turn.current = mine.catch(() => undefined);
    return mine;
  };
  return { change, clash, dismiss: () => setClash(null) };
}
