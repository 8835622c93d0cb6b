import MuiButton, { type ButtonProps as MuiButtonProps } from '@mui/material/Button';
import MuiIconButton, { type IconButtonProps as MuiIconButtonProps } from '@mui/material/IconButton';
import { Anchor } from './link';

export type ButtonProps = Omit<MuiButtonProps, 'LinkComponent' | 'loading' | 'loadingPosition' | 'loadingIndicator'> & {
  /** Work under way: the button keeps its size and focus, says so, and takes no second press. */
  busy?: boolean;
};

export function Button({ busy = false, onClick, children, ...props }: ButtonProps) {
  return (
    <MuiButton
      variant="contained"
      LinkComponent={Anchor}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      {...props}
      sx={[{ opacity: busy ? 0.7 : 1 }, ...(Array.isArray(props.sx) ? props.sx : [props.sx])]}
    >
      {children}
    </MuiButton>
  );
}

/** The label is required: an icon alone has no name. */
export type IconButtonProps = Omit<MuiIconButtonProps, 'aria-label' | 'LinkComponent'> & {
  label: string;
  href?: string;
};

export const IconButton = ({ label, ...props }: IconButtonProps) => (
  <MuiIconButton LinkComponent={Anchor} aria-label={label} title={label} {...props} />
);
