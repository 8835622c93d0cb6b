import { useColorScheme } from '@mui/material/styles';
import { useEffect } from 'react';

/** The scheme on screen ("system" resolved) and a switch that remembers the choice in this browser. */
export function useColorMode() {
  const { mode, systemMode, setMode } = useColorScheme();
  const current = (mode === 'system' ? systemMode : mode) ?? 'light';
  // The browser's own parts (scrollbars, form controls) follow; boot.js set it before the first paint.
  useEffect(() => {
    document.documentElement.style.colorScheme = current;
  }, [current]);
  return { mode: current, toggle: () => setMode(current === 'dark' ? 'light' : 'dark') };
}
