import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import { type PropsWithChildren, useMemo } from 'react';
import { Baseline } from './baseline';
import { Fonts } from './fonts';
import { type LinkComponent, LinkContext } from './link';
import { theme } from './theme';
import { Toaster } from './toast';

interface UiProviderProps {
  /** The content security policy's nonce: emotion's <style> elements carry it. */
  readonly nonce?: string | undefined;
  /** The router's link, so that ui itself knows no router. */
  readonly link?: LinkComponent;
}

export function UiProvider({ children, nonce, link = 'a' }: PropsWithChildren<UiProviderProps>) {
  const cache = useMemo(() => createCache({ key: 'ui', prepend: true, ...(nonce ? { nonce } : {}) }), [nonce]);
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme} defaultMode="system">
        <Baseline />
        <Fonts />
        <LinkContext value={link}>
          {children}
          <Toaster />
        </LinkContext>
      </ThemeProvider>
    </CacheProvider>
  );
}
