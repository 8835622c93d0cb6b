import { passkeysSupported, suggestionsSupported } from '@shopmesh/sdk/passkeys';
import { useEffect, useState } from 'react';
import { signInWithPasskey } from '../api/sign-in-with-passkey';

/** Resolves when a passkey was chosen among the suggestions of the username field, if this browser has them. */
async function signInBySuggestion(signal: AbortSignal): Promise<void> {
  if (await suggestionsSupported()) await signInWithPasskey({ signal, suggest: true });
}

/** The button, and quietly beside it the suggestions: a browser takes one question at a time. */
export function usePasskeyLogin() {
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (busy) return;
    const leave = new AbortController();
    // Nobody asked for suggestions, so their failure is nobody's concern.
    signInBySuggestion(leave.signal).catch(() => undefined);
    return () => leave.abort();
  }, [busy]);

  const start = async () => {
    setBusy(true);
    setFailure(null);
    await signInWithPasskey().catch(setFailure);
    setBusy(false);
  };
  return { supported: passkeysSupported(), failure, busy, start };
}
