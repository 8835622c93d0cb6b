import { useEffect, useState } from 'react';

/** Seconds that are left, and how to begin. It looks at the clock: a tab in the background fires few timers. */
export function useCountdown(): [left: number, begin: (seconds: number) => void] {
  const [end, setEnd] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!end) return;
    const look = () => {
      const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1_000));
      setLeft(seconds);
      if (seconds === 0) setEnd(0);
    };
    look();
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [end]);
  return [left, (seconds) => setEnd(seconds > 0 ? Date.now() + seconds * 1_000 : 0)];
}

/** 75 → "1:15". */
export const inMinutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
