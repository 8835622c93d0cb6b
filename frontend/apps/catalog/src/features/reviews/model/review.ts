import type { Review, ReviewPage } from '@shopmesh/sdk';

export const STARS = ['5', '4', '3', '2', '1'] as const;
export type StarCount = (typeof STARS)[number];

export type Summary = ReviewPage['summary'];

export interface ReviewsAsked {
  readonly ordering: 'newest' | 'rating' | '-rating';
  readonly rating?: StarCount | undefined;
  readonly verified?: 'true' | undefined;
}

export interface Written {
  readonly rating: number;
  readonly title: string;
  readonly text: string;
}

export const LONGEST = { title: 120, text: 5_000, reply: 2_000 } as const;

export const people = (count: number): string => (count === 1 ? '1 review' : `${count.toLocaleString('en')} reviews`);

/** The part of all reviews, in whole percent: what a bar is long. */
export const share = (count: number, all: number): number => (all === 0 ? 0 : Math.round((count / all) * 100));

/** "3 stars: 12 reviews, 24 percent". */
export const barWords = (stars: StarCount, { count, histogram }: Summary): string =>
  `${stars} ${stars === '1' ? 'star' : 'stars'}: ${people(histogram[stars])}, ${share(histogram[stars], count)} percent`;

/** Changed after it was written, by more than the moment the two stamps lie apart. */
export const wasEdited = ({ created_at, updated_at }: Pick<Review, 'created_at' | 'updated_at'>): boolean =>
  Date.parse(updated_at) - Date.parse(created_at) > 60_000;

type Draft = Record<'rating' | 'title' | 'text', string>;

/** The server's rules, told before anything is sent. */
export function mistakes({ rating, title, text }: Draft): Partial<Draft> {
  return {
    ...(/^[1-5]$/.test(rating) ? {} : { rating: 'Choose between one and five stars.' }),
    ...(title.trim() ? {} : { title: 'Say it in a few words.' }),
    ...(title.trim().length > LONGEST.title ? { title: `At most ${LONGEST.title} characters.` } : {}),
    ...(text.trim().length > LONGEST.text ? { text: `At most ${LONGEST.text.toLocaleString('en')} characters.` } : {}),
  };
}

export const COMPLAINTS = {
  spam: 'It is advertising or spam',
  offensive: 'It is offensive',
  off_topic: 'It is not about the product',
  personal: 'It tells private things of somebody',
  other: 'Something else',
} as const;
export type Complaint = keyof typeof COMPLAINTS;
