import { sentenceOf } from '@shopmesh/sdk';
import { Box, IconButton, ProductPicture, StatusChip, TextField, toast } from '@shopmesh/ui';
import { ArrowLeft, ArrowRight, GripVertical, Star, Trash2 } from '@shopmesh/ui/icons';
import { type DragEvent, useState } from 'react';
import type { OwnPicture } from '../api/pictures';

interface PictureTileProps {
  picture: OwnPicture;
  /** From 0. */
  place: number;
  last: boolean;
  tint: string;
  onMove: (to: number) => void;
  /** False where somebody else was faster. */
  onDescribe: (alt: string) => Promise<boolean>;
  onRemove: () => void;
  onGrab: () => void;
  onDropHere: () => void;
}

const TILE = {
  display: 'grid',
  alignContent: 'start',
  gap: 1,
  minWidth: 0,
  padding: 1.5,
  borderRadius: '16px',
  border: '1px solid',
  borderColor: 'divider',
  '& > span:first-of-type': { borderRadius: '12px' },
} as const;

/** A picture of the gallery: moved by its arrows or by dragging it, described where it stands. */
export function PictureTile(props: PictureTileProps) {
  const { picture, place, last, tint, onMove, onDescribe, onRemove, onGrab, onDropHere } = props;
  const [alt, setAlt] = useState(picture.alt);
  const [base, setBase] = useState(picture.alt);
  if (base !== picture.alt) {
    // What is there now; what was typed over something else stays on screen only until then.
    setBase(picture.alt);
    setAlt(picture.alt);
  }
  const name = `picture ${place + 1}`;
  const describe = () => {
    if (alt.trim() === picture.alt) return;
    onDescribe(alt.trim()).then(
      (saved) => saved && toast({ message: 'Description saved' }),
      (error) => {
        setAlt(picture.alt);
        toast({ message: sentenceOf(error), tone: 'error' });
      },
    );
  };
  const grab = (event: DragEvent) => {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', String(picture.id)); // Firefox drags nothing that is empty
    onGrab();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    onDropHere();
  };
  return (
    <Box component="li" sx={TILE} onDragOver={(event: DragEvent) => event.preventDefault()} onDrop={drop}>
      <Box component="span" draggable onDragStart={grab} sx={{ display: 'block', cursor: 'grab' }}>
        <ProductPicture src={picture.url} alt={picture.alt} tint={tint} />
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', color: 'text.secondary' }}>
        {place === 0 ? (
          <StatusChip tone="info" icon={Star}>
            Main
          </StatusChip>
        ) : (
          <GripVertical size={18} aria-hidden />
        )}
        <Box sx={{ flex: 1 }} />
        <IconButton label={`Move ${name} forward`} disabled={place === 0} onClick={() => onMove(place - 1)}>
          <ArrowLeft size={18} aria-hidden />
        </IconButton>
        <IconButton label={`Move ${name} back`} disabled={last} onClick={() => onMove(place + 1)}>
          <ArrowRight size={18} aria-hidden />
        </IconButton>
        <IconButton label={`Delete ${name}`} onClick={onRemove}>
          <Trash2 size={18} aria-hidden />
        </IconButton>
      </Box>
      <TextField
        label="What it shows"
        maxLength={200}
        autoComplete="off"
        value={alt}
        placeholder="For those who do not see it"
        onChange={(event) => setAlt(event.target.value)}
        onBlur={describe}
      />
    </Box>
  );
}
