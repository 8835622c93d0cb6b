import { useColorScheme } from '@mui/material/styles';

/** The scheme on screen ("system" resolved) and a switch that remembers the choice in this browser. */
export function useColorMode() {
  const { mode, systemMode, setMode } = useColorScheme();
  const current = (mode === 'system' ? systemMode : mode) ?? 'light';
  return { mode: current, toggle: () => setMode(current === 'dark' ? 'light' : 'dark') };
}
