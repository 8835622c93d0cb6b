import { passkeysSupported, suggestionsSupported } from '@shopmesh/sdk/passkeys';
import { useEffect, useState } from 'react';
import { signInWithPasskey } from '../api/sign-in-with-passkey';

// The server's challenge is good for five minutes; a suggestion may be picked long after the page was opened.
const CHALLENGE_MS = 4 * 60_000;

/** The button, and quietly beside it the suggestions of the username field: a browser takes one question at a time. */
export function usePasskeyLogin() {
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (busy) return;
    const leave = new AbortController();
    let chosen = false;
    const suggest = async () => {
      const onChosen = () => {
        chosen = true;
      };
      if (await suggestionsSupported()) await signInWithPasskey({ signal: leave.signal, suggest: true, onChosen });
    };
    suggest().catch((error: unknown) => {
      if (!chosen) return; // nobody asked, so nobody misses it
      setFailure(error);
      setRound(round + 1);
    });
    const timer = setTimeout(() => setRound(round + 1), CHALLENGE_MS);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [busy, round]);

  const start = async () => {
    setBusy(true);
    setFailure(null);
    await signInWithPasskey().catch(setFailure);
    setBusy(false);
  };
  return { supported: passkeysSupported(), failure, busy, start };
}
