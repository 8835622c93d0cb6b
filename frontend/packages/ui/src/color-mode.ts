import { useColorScheme } from '@mui/material/styles';
import { useEffect } from 'react';

export type ColorChoice = 'light' | 'dark' | 'system';

/** The scheme on screen ("system" resolved), what was chosen, and a switch that remembers the choice in this browser. */
export function useColorMode() {
  const { mode, systemMode, setMode } = useColorScheme();
  const current = (mode === 'system' ? systemMode : mode) ?? 'light';
  // The browser's own parts (scrollbars, form controls) follow; boot.js set it before the first paint.
  useEffect(() => {
    document.documentElement.style.colorScheme = current;
  }, [current]);
  return {
    mode: current,
    choice: (mode ?? 'system') satisfies ColorChoice,
    choose: setMode as (choice: ColorChoice) => void,
    toggle: () => setMode(current === 'dark' ? 'light' : 'dark'),
  };
}
