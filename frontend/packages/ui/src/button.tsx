import { type SxProps, styled, type Theme } from '@mui/material/styles';
import type { ComponentProps, ReactNode } from 'react';
import { Anchor } from './link';

// MUI's own button brings ripple, transition group and progress ring, 7 kB (brotli) of every first load; ours needs none of them.

type Variant = 'contained' | 'outlined' | 'text';
type Size = 'small' | 'medium' | 'large';

const SIZES = {
  small: { minHeight: 36, paddingInline: 14, fontSize: '0.875rem' },
  medium: { minHeight: 44, paddingInline: 20 },
  large: { minHeight: 52, paddingInline: 28, fontSize: '1rem' },
} as const;

const Root = styled('button', {
  shouldForwardProp: (prop) => !['variant', 'size', 'sx', 'as'].includes(String(prop)),
})<{
  variant: Variant;
  size: Size;
}>(({ theme, variant, size }) => ({
  ...theme.typography.button,
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 8,
  border: '1px solid transparent',
  borderRadius: 999,
  whiteSpace: 'nowrap',
  textDecoration: 'none',
  cursor: 'pointer',
  transition: 'background-color 150ms, border-color 150ms',
  ...SIZES[size],
  ...{
    contained: {
      color: theme.vars.palette.primary.contrastText,
      backgroundColor: theme.vars.palette.primary.main,
      '&:hover': { backgroundColor: theme.vars.palette.primary.dark },
    },
    outlined: {
      color: theme.vars.palette.text.primary,
      backgroundColor: 'transparent',
      borderColor: `color-mix(in oklab, ${theme.vars.palette.text.secondary} 45%, transparent)`,
      '&:hover': { borderColor: theme.vars.palette.text.primary },
    },
    text: {
      color: theme.vars.palette.primary.main,
      backgroundColor: 'transparent',
      '&:hover': { backgroundColor: `color-mix(in oklab, currentColor 7%, transparent)` },
    },
  }[variant],
  '&[aria-busy="true"]': { opacity: 0.7, cursor: 'progress' },
  '&:disabled': {
    color: theme.vars.palette.text.secondary,
    backgroundColor: variant === 'contained' ? theme.vars.palette.ground : 'transparent',
    cursor: 'default',
  },
}));

interface ButtonLook {
  variant?: Variant;
  size?: Size;
  startIcon?: ReactNode;
  endIcon?: ReactNode;
  /** Leads somewhere: drawn as a link, going through the router. */
  href?: string;
  /** Work under way: the button keeps its size and focus, says so, and takes no second press. */
  busy?: boolean;
}
export type ButtonProps = ButtonLook & Omit<ComponentProps<'button'>, keyof ButtonLook> & { sx?: SxProps<Theme> };

export function Button({
  variant = 'contained',
  size = 'medium',
  startIcon,
  endIcon,
  href,
  busy = false,
  onClick,
  children,
  ...props
}: ButtonProps) {
  const target = href === undefined ? { type: props.type ?? ('button' as const) } : { as: Anchor, href };
  return (
    <Root
      {...props}
      {...target}
      variant={variant}
      size={size}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {startIcon}
      {children}
      {endIcon}
    </Root>
  );
}

const Round = styled('button')(({ theme }) => ({
  position: 'relative',
  display: 'inline-grid',
  placeItems: 'center',
  flexShrink: 0,
  width: 44,
  height: 44,
  padding: 0,
  border: 0,
  borderRadius: '50%',
  color: 'inherit',
  background: 'none',
  cursor: 'pointer',
  transition: 'background-color 150ms',
  '&:hover': { backgroundColor: `color-mix(in oklab, currentColor 8%, transparent)` },
  '&:disabled': {
    color: `color-mix(in oklab, ${theme.vars.palette.text.secondary} 55%, transparent)`,
    background: 'none',
    cursor: 'default',
  },
}));

/** The label is required: an icon alone has no name. */
export type IconButtonProps = Omit<ComponentProps<typeof Round>, 'aria-label'> & { label: string };

export const IconButton = ({ label, ...props }: IconButtonProps) => (
  <Round type="button" aria-label={label} title={label} {...props} />
);
