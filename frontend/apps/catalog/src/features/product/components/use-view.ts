import type { ProductDetail } from '@shopmesh/sdk';
import { session, useSession } from '@shopmesh/sdk';
import { useEffect, useRef } from 'react';
import { remember, viewedOf } from '../../../shared/viewed/viewed';
import { tellView } from '../api/tell-view';

/** Shorter is passing by: a wrong link, a tab opened in the background, a page on the way back. */
const LOOKED_MS = 3_000;

/** Notes a product once its page was really looked at for a moment: in this browser, and for the recommendations. */
export function useView(product: ProductDetail): void {
  const { status } = useSession();
  const told = useRef(0);
  useEffect(() => {
    if (status === 'restoring' || told.current === product.id) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const looked = () => {
      document.removeEventListener('visibilitychange', watch);
      told.current = product.id;
      remember(viewedOf(product), session.state.get().user?.id ?? null);
      void tellView(product.id);
    };
    const watch = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(looked, LOOKED_MS);
    };
    watch();
    document.addEventListener('visibilitychange', watch);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', watch);
    };
  }, [product, status]);
}
