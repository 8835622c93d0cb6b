import { styled } from '@mui/material/styles';
import type { ComponentProps, ElementType } from 'react';

type Variant = 'h1' | 'h2' | 'h3' | 'body1' | 'body2' | 'caption';

const TAGS: Record<Variant, ElementType> = { h1: 'h1', h2: 'h2', h3: 'h3', body1: 'p', body2: 'p', caption: 'span' };

const Root = styled('p', {
  shouldForwardProp: (prop) => !['variant', 'sx', 'as'].includes(String(prop)),
})<{ variant: Variant }>(({ theme, variant }) => ({ margin: 0, ...theme.typography[variant] }));

export type TypographyProps = Omit<ComponentProps<typeof Root>, 'variant' | 'as'> & {
  variant?: Variant;
  /** Another element than the variant's own: the outline of the page is not its look. */
  component?: ElementType;
};

/** Text in one of the theme's six voices. */
export const Typography = ({ variant = 'body1', component, ...props }: TypographyProps) => (
  <Root as={component ?? TAGS[variant]} variant={variant} {...props} />
);
