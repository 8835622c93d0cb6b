import { styled } from '@shopmesh/ui';
import { type PropsWithChildren, useEffect, useRef } from 'react';

const Place = styled('div')({
  display: 'grid',
  gap: 16,
  justifyItems: 'start',
  // Reading starts here; it is nothing to press.
  '&:focus-visible': { outline: 'none' },
});

/** What stands where a form was. It takes the focus, because what had it is gone. */
export function Arrived({ children }: PropsWithChildren) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <Place ref={place} tabIndex={-1}>
      {children}
    </Place>
  );
}
