import { useEffect } from 'react';

/** Sets the document's title for as long as the page is shown. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · Shopmesh`;
  }, [title]);
}
