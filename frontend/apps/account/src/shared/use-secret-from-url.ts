import { useLocation, useNavigate, useSearchParams } from '@shopmesh/sdk';
import { useEffect, useState } from 'react';

/**
 * A secret that came in a link. It leaves the address bar at once, so that it stands in no history, screenshot or Referer.
 * Null when the link had none.
 */
export function useSecretFromUrl(name: string): string | null {
  const found = useSearchParams()[0].get(name);
  const [secret, setSecret] = useState(found);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    if (found === null) return;
    setSecret(found);
    void navigate(pathname, { replace: true });
  }, [found, pathname, navigate]);
  return secret;
}
