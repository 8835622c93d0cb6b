import Box from '@mui/material/Box';
import { keyframes, styled } from '@mui/material/styles';
import { useEffect, useId, useLayoutEffect, useSyncExternalStore } from 'react';
import { Button, IconButton } from './button';
import { X } from './icons';

export interface Toast {
  readonly message: string;
  readonly tone?: 'plain' | 'error';
  /** "Undo", or another single way on. */
  readonly action?: { readonly label: string; readonly run: () => void };
}
type Shown = Toast & { readonly id: number };

const SHOWN_MS = 6_000;
const AT_ONCE = 2;
let shown: readonly Shown[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Shown[]) {
  shown = next;
  for (const listener of listeners) listener();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const dismiss = (id: number) => set(shown.filter((entry) => entry.id !== id));

/** Says something in passing. Callable from anywhere; nothing that must be read belongs here. */
export const toast = (entry: Toast): void => set([...shown.slice(1 - AT_ONCE), { ...entry, id: nextId++ }]);

const rise = keyframes({ from: { opacity: 0, transform: 'translateY(8px)' } });
const Plate = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '6px 6px 6px 18px',
  borderRadius: 16,
  color: theme.vars.palette.background.default,
  backgroundColor: theme.vars.palette.text.primary,
  boxShadow: '0 8px 32px rgb(0 0 0 / 0.2)',
  pointerEvents: 'auto',
  animation: `${rise} 180ms ease-out`,
}));

function ToastPlate({ entry }: { entry: Shown }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(entry.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [entry.id]);
  const act = () => {
    entry.action?.run();
    dismiss(entry.id);
  };
  return (
    <Plate role={entry.tone === 'error' ? 'alert' : undefined}>
      <Box sx={{ flex: 1, fontSize: '0.9375rem', fontWeight: 600 }}>{entry.message}</Box>
      {entry.action && (
        <Button
          variant="text"
          size="small"
          onClick={act}
          sx={{ color: 'inherit', textDecoration: 'underline', minHeight: 44 }}
        >
          {entry.action.label}
        </Button>
      )}
      <IconButton label="Dismiss" onClick={() => dismiss(entry.id)}>
        <X size={18} aria-hidden />
      </IconButton>
    </Plate>
  );
}

// A modal dialog makes everything outside it inert, so it brings a host of its own: the one mounted last shows the toasts.
let hosts: readonly string[] = [];
function useIsTopHost(): boolean {
  const id = useId();
  useLayoutEffect(() => {
    hosts = [...hosts, id];
    set([...shown]);
    return () => {
      hosts = hosts.filter((other) => other !== id);
      set([...shown]);
    };
  }, [id]);
  return useSyncExternalStore(subscribe, () => hosts.at(-1) === id);
}

// Bottom left, away from the cart and the buy buttons on the right.
const CORNER = { position: 'fixed', zIndex: 2000, left: 16, right: 16, bottom: 16, maxWidth: 440 } as const;
// In a dialog the toasts stand in the flow, above its buttons.
const DOCKED = { margin: '0 16px', '&:not(:empty)': { marginBottom: 2 } } as const;

export function Toaster({ docked = false }: { docked?: boolean }) {
  const entries = useSyncExternalStore(subscribe, () => shown);
  const top = useIsTopHost();
  return (
    <Box aria-live="polite" sx={{ display: 'grid', gap: 1, pointerEvents: 'none', ...(docked ? DOCKED : CORNER) }}>
      {top && entries.map((entry) => <ToastPlate key={entry.id} entry={entry} />)}
    </Box>
  );
}
