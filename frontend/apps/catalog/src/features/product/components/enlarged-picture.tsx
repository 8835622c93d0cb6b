import { IconButton, styled } from '@shopmesh/ui';
import { X } from '@shopmesh/ui/icons';
import { useEffect, useRef } from 'react';

// The native modal dialog: it traps and returns the focus, and closes on Escape.
const Screen = styled('dialog')(({ theme }) => ({
  width: '100vw',
  height: '100dvh',
  maxWidth: 'none',
  maxHeight: 'none',
  margin: 0,
  padding: 0,
  border: 0,
  backgroundColor: theme.vars.palette.background.paper,
  color: theme.vars.palette.text.primary,
  '&[open]': { display: 'grid', placeItems: 'center' },
  'html:has(&[open])': { overflow: 'hidden' },
  // Two fingers enlarge further, as the browser does everywhere.
  '& img': { maxWidth: '100%', maxHeight: '100dvh', objectFit: 'contain', touchAction: 'pinch-zoom' },
}));
const Corner = styled('div')(({ theme }) => ({
  position: 'absolute',
  top: 12,
  right: 12,
  borderRadius: '50%',
  backgroundColor: theme.vars.palette.background.paper,
}));

interface EnlargedPictureProps {
  src: string;
  alt: string;
  onClose: () => void;
}

/** One picture, as large as the screen. */
export function EnlargedPicture({ src, alt, onClose }: EnlargedPictureProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <Screen ref={dialog} aria-label={alt || 'Picture'} onClose={onClose}>
      <img src={src} alt={alt} />
      <Corner>
        <IconButton label="Close" onClick={() => dialog.current?.close()}>
          <X size={24} aria-hidden />
        </IconButton>
      </Corner>
    </Screen>
  );
}
