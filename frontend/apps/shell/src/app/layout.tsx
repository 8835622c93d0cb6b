import { cart, Outlet, sentenceOf } from '@shopmesh/sdk';
import { Box, styled, toast } from '@shopmesh/ui';
import { useEffect, useRef } from 'react';
import { CartDrawer } from '../features/cart/components/cart-drawer';
import { StepUpHost } from '../features/step-up/components/step-up-host';
import { Footer } from './footer';
import { Header } from './header';
import { OfflineBanner } from './offline-banner';
import { useFocusOnNavigation, useScrollRestoration } from './use-navigation-effects';

const SkipLink = styled('a')(({ theme }) => ({
  position: 'fixed',
  zIndex: 100,
  top: 8,
  left: 8,
  padding: '12px 20px',
  borderRadius: 12,
  fontWeight: 700,
  color: theme.vars.palette.primary.contrastText,
  backgroundColor: theme.vars.palette.primary.main,
  transform: 'translateY(-200%)',
  '&:focus': { transform: 'none' },
}));

// A screen high at least: the footer waits below the fold, so that arriving content pushes nothing anybody sees.
const MAIN = { flex: 1, minHeight: '100dvh', paddingInline: { xs: 2, sm: 3, lg: 4 } } as const;

export function Layout() {
  const main = useRef<HTMLElement>(null);
  useScrollRestoration();
  useFocusOnNavigation(main);
  useEffect(() => cart.onRefusal((error) => toast({ message: sentenceOf(error), tone: 'error' })), []);
  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <SkipLink href="#main">Skip to content</SkipLink>
      <OfflineBanner />
      <Header />
      <Box component="main" id="main" ref={main} tabIndex={-1} sx={MAIN}>
        <Outlet />
      </Box>
      <Footer />
      <CartDrawer />
      <StepUpHost />
    </Box>
  );
}
