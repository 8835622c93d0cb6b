import { styled, TextLink } from '@shopmesh/ui';

/** A link that stands alone is as tall as a finger. */
export const TallLink = styled(TextLink)({ display: 'inline-flex', alignItems: 'center', minHeight: 44 });
