import { problemOf, sentenceOf, Told } from '@shopmesh/sdk';
import { Box, ErrorPanel, IconButton, ProductPicture, Skeleton, toast, VisuallyHidden } from '@shopmesh/ui';
import { CircleAlert, ImagePlus, RotateCcw, X } from '@shopmesh/ui/icons';
import { FileDrop, ProgressBar } from '@shopmesh/ui/work';
import { useRef, useState } from 'react';
import { Confirm } from '../../../shared/confirm';
import { type Change, type OwnPicture, usePictures } from '../api/pictures';
import { ACCEPT, MOST_PICTURES } from '../model/files';
import { moved } from '../model/order';
import { ClashPanel, FASTER } from './clash-panel';
import { PictureTile } from './picture-tile';
import { useChanges } from './use-changes';
import { type Sending, useUploads } from './use-uploads';

const GRID = {
  display: 'grid',
  gap: 2,
  padding: 0,
  margin: 0,
  listStyle: 'none',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
} as const;

interface OnItsWayProps {
  one: Sending;
  onAgain: () => void;
  onForget: () => void;
}

const OnItsWay = ({ one, onAgain, onForget }: OnItsWayProps) =>
  one.refusal === null ? (
    <ProgressBar
      label={one.file.name}
      part={one.part}
      words={one.part < 1 ? `${Math.round(one.part * 100)} %` : 'Making it fit…'}
    />
  ) : (
    <Box role="alert" sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'error.main', fontSize: '0.9rem' }}>
      <CircleAlert size={18} aria-hidden style={{ flexShrink: 0 }} />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <strong>{one.file.name}</strong>: {one.refusal}
      </Box>
      {one.transient && (
        <IconButton label={`Send ${one.file.name} again`} onClick={onAgain}>
          <RotateCcw size={18} aria-hidden />
        </IconButton>
      )}
      <IconButton label={`Forget ${one.file.name}`} onClick={onForget}>
        <X size={18} aria-hidden />
      </IconButton>
    </Box>
  );

interface GalleryProps {
  productId: number;
  tint: string;
  /** What the product shows while it has no picture of its own. */
  standIn: string;
}

export function Gallery({ productId, tint, standIn }: GalleryProps) {
  const found = usePictures(productId);
  const { change, clash, dismiss } = useChanges(productId);
  /** The order on screen while the shop still writes it down. */
  const [order, setOrder] = useState<readonly OwnPicture[] | null>(null);
  const [doomed, setDoomed] = useState<OwnPicture | null>(null);
  const [told, setTold] = useState('');
  const grabbed = useRef<number | null>(null);
  const pictures = order ?? found.data?.pictures ?? [];
  const { sending, send, again, forget } = useUploads(productId, pictures.length);

  const move = (from: number, to: number) => {
    const picture = pictures[from];
    if (!picture || from === to) return;
    setOrder(moved(pictures, from, to));
    setTold(`Picture ${from + 1} is now picture ${to + 1} of ${pictures.length}`);
    void tried({ id: picture.id, body: { position: to } }).finally(() => setOrder(null));
  };
  const tried = (wanted: Change) =>
    change(wanted).then(
      (made) => made || setTold(''),
      (error) => toast({ message: sentenceOf(error), tone: 'error' }),
    );
  if (found.isPending) return <Skeleton variant="rounded" height={220} sx={{ borderRadius: '16px' }} />;
  if (found.isError) return <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {clash && (
        <ClashPanel clash={clash} pictures={pictures} onAnyway={() => void tried(clash.wanted)} onLeave={dismiss} />
      )}
      {pictures.length === 0 && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Box sx={{ width: 72, flexShrink: 0 }}>
            <ProductPicture src={standIn} alt="" tint={tint} />
          </Box>
          <Box sx={{ color: 'text.secondary' }}>Shoppers see this drawing until there is a picture.</Box>
        </Box>
      )}
      {pictures.length > 0 && (
        <Box component="ol" aria-label="Pictures" sx={GRID}>
          {pictures.map((picture, place) => (
            <PictureTile
              key={picture.id}
              picture={picture}
              place={place}
              last={place === pictures.length - 1}
              tint={tint}
              onMove={(to) => move(place, to)}
              onDescribe={(alt) => change({ id: picture.id, body: { alt } })}
              onRemove={() => setDoomed(picture)}
              onGrab={() => {
                grabbed.current = place;
              }}
              onDropHere={() => grabbed.current !== null && move(grabbed.current, place)}
            />
          ))}
        </Box>
      )}
      {sending.map((one) => (
        <OnItsWay key={one.key} one={one} onAgain={() => void again(one)} onForget={() => forget(one.key)} />
      ))}
      <FileDrop
        label="Pictures"
        words="Drop pictures here"
        hint={`JPEG, PNG, WebP or GIF, up to 5 MB each. ${pictures.length} of ${MOST_PICTURES}; the first is the one lists show.`}
        icon={ImagePlus}
        accept={ACCEPT}
        multiple
        disabled={pictures.length >= MOST_PICTURES}
        onFiles={(files) => void send(files)}
      />
      <VisuallyHidden>
        <span aria-live="polite">{told}</span>
      </VisuallyHidden>
      <Confirm
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        title="Delete this picture?"
        verb="Delete"
        done="The picture is deleted"
        run={async () => {
          if (doomed && !(await change({ id: doomed.id, body: null })))
            throw new Told(FASTER, 'Nothing was deleted. Close this, and look at them as they are now.');
        }}
      >
        {pictures.length === 1
          ? 'The product shows a plain parcel until it has another one.'
          : 'It is gone for good; you would have to send the file again.'}
      </Confirm>
    </Box>
  );
}
