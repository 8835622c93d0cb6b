import { useStore } from '@shopmesh/sdk';
import { useEffect, useRef } from 'react';
import type { LiveNews, LiveState, LiveType } from './live';
import { live } from './tab';

const NONE: readonly string[] = [];

/** Calls back when something of these types changed, or may have; returns whether that can be relied on right now. */
export function useLive(
  types: readonly LiveType[],
  onNews: (news: LiveNews) => void,
  topics: readonly string[] = NONE,
): LiveState {
  const latest = useRef(onNews);
  useEffect(() => {
    latest.current = onNews;
  });
  const wanted = JSON.stringify([types, topics]);
  useEffect(() => {
    const [kinds, everybodys] = JSON.parse(wanted) as [LiveType[], string[]];
    return live().listen(kinds, (news) => latest.current(news), everybodys);
  }, [wanted]);
  return useStore(live().state);
}
