import { styled } from '@mui/material/styles';
import { type PropsWithChildren, type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button';
import { X } from './icons';
import { Toaster } from './toast';
import { Typography } from './typography';

// The native modal dialog: the browser itself traps and returns focus, makes the rest inert and closes on Escape.
const Native = styled('dialog')(({ theme }) => ({
  border: 0,
  padding: 0,
  color: theme.vars.palette.text.primary,
  backgroundColor: theme.vars.palette.background.paper,
  '&::backdrop': { backgroundColor: 'rgb(10 12 18 / 0.45)', animation: 'ui-fade 180ms ease-out' },
  '@keyframes ui-fade': { from: { opacity: 0 } },
  '@keyframes ui-slide': { from: { transform: 'translateX(32px)', opacity: 0 } },
  '@keyframes ui-rise': { from: { transform: 'translateY(12px)', opacity: 0 } },
  'html:has(&[open])': { overflow: 'hidden' },
  '&[data-side="right"]': {
    margin: '0 0 0 auto',
    width: 'min(440px, 100vw)',
    height: '100dvh',
    maxWidth: 'none',
    maxHeight: 'none',
    animation: 'ui-slide 180ms ease-out',
    '@media (min-width: 600px)': { borderRadius: '24px 0 0 24px' },
  },
  '&[data-side="centre"]': {
    margin: 'auto',
    width: 'min(520px, calc(100vw - 32px))',
    borderRadius: 24,
    animation: 'ui-rise 180ms ease-out',
  },
}));

const Column = styled('div')({ display: 'flex', flexDirection: 'column', height: '100%' });
const Head = styled('header')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  padding: '16px 12px 8px 24px',
});
const Body = styled('div')({ flex: 1, overflowY: 'auto', padding: '8px 24px 24px' });
const Foot = styled('footer')(({ theme }) => ({
  padding: '16px 24px 24px',
  borderTop: `1px solid ${theme.vars.palette.divider}`,
}));

interface OverlayProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  footer?: ReactNode;
}

function Overlay({
  open,
  onClose,
  title,
  footer,
  side,
  children,
}: PropsWithChildren<OverlayProps & { side: 'right' | 'centre' }>) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  return (
    <Native
      ref={dialog}
      data-side={side}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <Column>
          <Head>
            <Typography id={titleId} variant="h2">
              {title}
            </Typography>
            <IconButton label="Close" onClick={onClose}>
              <X size={22} aria-hidden />
            </IconButton>
          </Head>
          <Body>{children}</Body>
          <Toaster docked />
          {footer && <Foot>{footer}</Foot>}
        </Column>
      )}
    </Native>
  );
}

export const Drawer = (props: PropsWithChildren<OverlayProps>) => <Overlay side="right" {...props} />;
export const Dialog = (props: PropsWithChildren<OverlayProps>) => <Overlay side="centre" {...props} />;
