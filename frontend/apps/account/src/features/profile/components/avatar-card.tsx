import { type Me, problemOf } from '@shopmesh/sdk';
import { Avatar, Box, Button, ErrorPanel, StatusChip, styled, Typography, toast } from '@shopmesh/ui';
import { BadgeCheck, Camera, Trash2 } from '@shopmesh/ui/icons';
import { type ChangeEvent, useRef, useState } from 'react';
import { Section } from '../../../shared/section';
import { useAvatar } from '../api/avatar';
import { dataUrlOf, shrink } from '../model/shrink';

const Hidden = styled('input')({ display: 'none' });

interface Preview {
  readonly blob: Blob;
  readonly url: string;
}

const nameOf = (me: Me) => [me.first_name, me.last_name].join(' ').trim() || me.username;

export function AvatarCard({ me }: { me: Me }) {
  const { mutateAsync, isPending } = useAvatar();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const input = useRef<HTMLInputElement>(null);

  const attempt = async (work: () => Promise<void>) => {
    setFailure(null);
    await work().catch(setFailure);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = ''; // the same file may be chosen again
    if (file)
      void attempt(async () => {
        const blob = await shrink(file);
        setPreview({ blob, url: await dataUrlOf(blob) });
      });
  };
  const save = (picture: Blob | null, message: string) =>
    attempt(async () => {
      await mutateAsync(picture);
      setPreview(null);
      toast({ message });
    });

  return (
    <Section title="Your picture" lead="Shown beside your name. We keep a small square of it and nothing else.">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center' }}>
        <Avatar src={preview?.url ?? me.avatar_url} name={nameOf(me)} size={96} />
        <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0, flex: '1 1 240px' }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
            <Typography variant="h3" component="p" sx={{ overflowWrap: 'anywhere' }}>
              {nameOf(me)}
            </Typography>
            <StatusChip tone="info" icon={BadgeCheck}>
              {me.role}
            </StatusChip>
          </Box>
          <Hidden
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            aria-label="Picture file"
            onChange={choose}
          />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {preview ? (
              <>
                <Button busy={isPending} onClick={() => void save(preview.blob, 'Picture saved')}>
                  {isPending ? 'Saving…' : 'Save picture'}
                </Button>
                <Button variant="outlined" onClick={() => setPreview(null)}>
                  Cancel
                </Button>
              </>
            ) : (
              <>
                <Button
                  variant="outlined"
                  startIcon={<Camera size={18} aria-hidden />}
                  onClick={() => input.current?.click()}
                >
                  {me.avatar_url ? 'Change picture' : 'Add a picture'}
                </Button>
                {me.avatar_url && (
                  <Button
                    variant="text"
                    busy={isPending}
                    startIcon={<Trash2 size={18} aria-hidden />}
                    onClick={() => void save(null, 'Picture removed')}
                  >
                    Remove
                  </Button>
                )}
              </>
            )}
          </Box>
        </Box>
      </Box>
      {failure !== null && (
        <Box sx={{ marginTop: 2 }}>
          <ErrorPanel problem={problemOf(failure)} />
        </Box>
      )}
    </Section>
  );
}
