const tails = new Map<string, Promise<unknown>>();

/** Web Locks as one browser has them: exclusive, in order, one queue per name. */
export const locks = {
  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (tails.get(name) ?? Promise.resolve()).catch(() => undefined).then(work);
    tails.set(name, turn);
    return turn;
  },
};
