import { styled } from '@mui/material/styles';

const Plate = styled('span')(({ theme }) => ({
  display: 'inline-grid',
  placeItems: 'center',
  flexShrink: 0,
  overflow: 'hidden',
  borderRadius: '34%',
  fontWeight: 800,
  color: theme.vars.palette.primary.main,
  backgroundColor: theme.vars.palette.accentSoft,
  '& img': { width: '100%', height: '100%', objectFit: 'cover' },
}));

/** "Ada Lovelace" → "AL", "ada" → "AD". */
export function initialsOf(name: string): string {
  const [first = '', ...others] = name.trim().split(/\s+/);
  const last = others.at(-1);
  return (last ? `${first[0]}${last[0]}` : first.slice(0, 2)).toUpperCase();
}

interface AvatarProps {
  src: string | null | undefined;
  name: string;
  size?: number;
}

/** Somebody's picture, or their initials. Decoration: the name stands beside it. */
export const Avatar = ({ src, name, size = 44 }: AvatarProps) => (
  <Plate aria-hidden style={{ width: size, height: size, fontSize: size * 0.34 }}>
    {src ? <img src={src} alt="" width={size} height={size} decoding="async" /> : initialsOf(name)}
  </Plate>
);
