import { styled } from '@mui/material/styles';
import { type AnchorHTMLAttributes, type ComponentType, createContext, type Ref, use } from 'react';

export interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
  ref?: Ref<HTMLAnchorElement>;
}
export type LinkComponent = ComponentType<AnchorProps> | 'a';

export const LinkContext = createContext<LinkComponent>('a');

/** An unstyled link that goes through the shell's router. */
export function Anchor(props: AnchorProps) {
  const Component = use(LinkContext);
  return <Component {...props} />;
}

/** A link inside running text. */
export const TextLink = styled(Anchor)(({ theme }) => ({
  color: theme.vars.palette.primary.main,
  fontWeight: 650,
  textDecorationLine: 'underline',
  textDecorationColor: 'color-mix(in oklab, currentColor 35%, transparent)',
  textUnderlineOffset: '0.2em',
  '&:hover': { textDecorationColor: 'currentColor' },
}));
