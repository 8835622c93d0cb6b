import { Box, Button, Typography } from '@shopmesh/ui';
import { UsersRound } from '@shopmesh/ui/icons';
import { useEffect, useRef } from 'react';
import { PANEL } from '../../../shared/panel';
import type { Change, OwnPicture } from '../api/pictures';
import type { Clash } from './use-changes';

/** Null where there is nothing left to do. */
function wordsOf({ id, body }: Change, pictures: readonly OwnPicture[]): string | null {
  const at = pictures.findIndex((one) => one.id === id);
  const picture = pictures[at];
  if (!picture) return null;
  if (body === null) return `Delete picture ${at + 1}`;
  if (body.alt !== undefined) return body.alt === picture.alt ? null : `Describe picture ${at + 1} as “${body.alt}”`;
  const to = Math.min(body.position ?? 0, pictures.length - 1);
  return to === at ? null : `Make picture ${at + 1} picture ${to + 1}`;
}

export const FASTER = 'Somebody changed these pictures meanwhile';

interface ClashPanelProps {
  clash: Clash;
  /** As they are now. */
  pictures: readonly OwnPicture[];
  onAnyway: () => void;
  onLeave: () => void;
}

/** Somebody else was faster. What they did; the gallery below shows what is there now. */
export function ClashPanel({ clash, pictures, onAnyway, onLeave }: ClashPanelProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const wanted = wordsOf(clash.wanted, pictures);
  return (
    <Box role="alert" sx={PANEL}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 1.5 }}>
        <Box sx={{ color: 'warning.main', display: 'flex', gridRow: 'span 2' }}>
          <UsersRound size={22} aria-hidden />
        </Box>
        <Typography variant="h3" component="h3" ref={title} tabIndex={-1}>
          {FASTER}
        </Typography>
        <Typography sx={{ color: 'text.secondary', marginTop: 0.5 }}>
          Your change was not made. Below is the gallery as it is now.
        </Typography>
      </Box>
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, overflowWrap: 'anywhere' }}>
        {clash.news.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button onClick={onLeave}>Leave it as it is</Button>
        {wanted && (
          <Button variant="outlined" onClick={onAnyway} sx={{ overflowWrap: 'anywhere' }}>
            {wanted}
          </Button>
        )}
      </Box>
    </Box>
  );
}
