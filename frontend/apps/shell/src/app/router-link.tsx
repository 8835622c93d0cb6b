import { Link } from '@shopmesh/sdk';
import type { AnchorProps } from '@shopmesh/ui';

// Pages the gateway answers itself.
const SERVED = /^\/(docs|health|api|problems|media)(\/|$)/;

/** The shop's own paths go through the router; everything else is an ordinary link. */
export const RouterLink = ({ href, ...props }: AnchorProps) =>
  href.startsWith('/') && !href.startsWith('//') && !SERVED.test(href) ? (
    <Link to={href} {...props} />
  ) : (
    <a href={href} {...props} />
  );
