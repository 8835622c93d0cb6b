import { styled } from '@mui/material/styles';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Anchor } from './link';

const Place = styled('div')({ position: 'relative', display: 'flex' });
const List = styled('div')(({ theme }) => ({
  position: 'absolute',
  zIndex: 20,
  top: 'calc(100% + 8px)',
  right: 0,
  minWidth: 232,
  padding: 8,
  borderRadius: 16,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  boxShadow: '0 12px 40px rgb(10 12 18 / 0.14)',
  '& [role="menuitem"]': {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    width: '100%',
    minHeight: 44,
    padding: '8px 12px',
    border: 0,
    borderRadius: 10,
    font: 'inherit',
    fontWeight: 600,
    fontSize: '0.9375rem',
    textAlign: 'left',
    color: 'inherit',
    background: 'none',
    textDecoration: 'none',
    cursor: 'pointer',
    '&:hover, &:focus-visible': { backgroundColor: theme.vars.palette.ground },
  },
}));

export interface MenuItem {
  readonly label: string;
  readonly icon: ReactNode;
  readonly href?: string;
  readonly onSelect?: () => void;
}

interface MenuProps {
  items: readonly MenuItem[];
  header?: ReactNode;
  /** Draws the button; spread the given props on it. */
  trigger: (props: {
    'aria-haspopup': 'menu';
    'aria-expanded': boolean;
    'aria-controls': string;
    onClick: () => void;
  }) => ReactNode;
}

/** A menu button after the ARIA pattern: arrows walk, Escape and leaving close, focus returns to the button. */
export function Menu({ items, header, trigger }: MenuProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const options = () => [...(place.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];

  useEffect(() => {
    if (!open) return;
    place.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const outside = (event: PointerEvent) => !place.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    place.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };
  const walk = (event: KeyboardEvent) => {
    const all = options();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') close();
    if (event.key === 'Tab') setOpen(false);
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };
  const select = (item: MenuItem) => {
    close();
    item.onSelect?.();
  };

  return (
    <Place ref={place}>
      {trigger({ 'aria-haspopup': 'menu', 'aria-expanded': open, 'aria-controls': id, onClick: () => setOpen(!open) })}
      {open && (
        <List id={id} role="menu" onKeyDown={walk}>
          {header}
          {items.map((item) =>
            item.href ? (
              <Anchor key={item.label} role="menuitem" href={item.href} onClick={() => select(item)}>
                {item.icon}
                {item.label}
              </Anchor>
            ) : (
              <button key={item.label} type="button" role="menuitem" onClick={() => select(item)}>
                {item.icon}
                {item.label}
              </button>
            ),
          )}
        </List>
      )}
    </Place>
  );
}
