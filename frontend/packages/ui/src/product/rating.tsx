import { styled } from '@shopmesh/ui';
import { Star } from '@shopmesh/ui/icons';

const STARS = ['one', 'two', 'three', 'four', 'five'];

const Words = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  fontSize: '0.8125rem',
  fontWeight: 650,
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
  color: theme.vars.palette.text.secondary,
  '& > svg': { display: 'none', color: theme.vars.palette.star },
  [theme.breakpoints.down('sm')]: {
    '&[data-short] > svg': { display: 'block' },
    '&[data-short] > span': { display: 'none' },
  },
}));
// Five empty stars, and five full ones cut off where the average ends.
const Row = styled('span')(({ theme }) => ({
  position: 'relative',
  display: 'inline-flex',
  flexShrink: 0,
  color: theme.vars.palette.star,
  '& svg': { display: 'block', flexShrink: 0 },
  '& > span': { position: 'absolute', inset: 0, display: 'flex', overflow: 'hidden' },
}));

interface StarsProps {
  /** From 0 to 5, also between two stars. */
  value: number;
  size?: number;
}

/** Only the picture: whoever draws it says the words. */
export const Stars = ({ value, size = 15 }: StarsProps) => (
  <Row aria-hidden>
    {STARS.map((star) => (
      <Star key={star} size={size} />
    ))}
    <span style={{ width: `${(Math.min(Math.max(value, 0), 5) / 5) * 100}%` }}>
      {STARS.map((star) => (
        <Star key={star} size={size} fill="currentColor" />
      ))}
    </span>
  </Row>
);

export interface RatingValue {
  /** "4.3"; null while nobody has rated. */
  readonly average: string | null;
  readonly count: number;
}

export const ratingWords = ({ average, count }: RatingValue): string =>
  average === null ? 'Not rated yet' : `Rated ${average} of 5 by ${count} ${count === 1 ? 'person' : 'people'}`;

interface RatingProps extends RatingValue {
  size?: number;
  /** One star instead of five on phones, where a card is not wide enough for both stars and figures. */
  short?: boolean;
}

/** Stars, the average and how many gave it; one sentence to a screen reader. Nothing where nobody has rated. */
export function Rating({ average, count, size = 15, short = false }: RatingProps) {
  if (average === null || count === 0) return null;
  return (
    <Words role="img" data-short={short || undefined} aria-label={ratingWords({ average, count })}>
      <Stars value={Number(average)} size={size} />
      {short && <Star size={size} fill="currentColor" aria-hidden />}
      {average} ({count.toLocaleString('en')})
    </Words>
  );
}
