import { Told } from '@shopmesh/sdk';
import { authenticationJson, creationOptions, type PublicKeyJson, registrationJson, requestOptions } from './json';

/** Secure contexts only: over plain http there are none. */
export const passkeysSupported = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'credentials' in navigator;

/** Passkeys among the suggestions of the username field. */
export const suggestionsSupported = async (): Promise<boolean> =>
  passkeysSupported() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);

// What the browser refuses, by the names WebAuthn gives (5.1.3, 5.1.4). It never says whether the person closed the window or
// there was no passkey: both are NotAllowedError.
const REFUSALS: Readonly<Record<string, Told>> = {
  NotAllowedError: new Told('No passkey was used', 'The window was closed, or its time ran out. Nothing has changed.'),
  InvalidStateError: new Told(
    'This device is already set up',
    'It has a passkey for your account. There is nothing to add.',
  ),
  SecurityError: new Told('Passkeys do not work at this address', 'Open the shop at its own address and try again.'),
};

async function credentialOf(ceremony: Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    return (await ceremony) as PublicKeyCredential;
  } catch (error) {
    throw REFUSALS[(error as DOMException).name] ?? error;
  }
}

export const createPasskey = async (options: PublicKeyJson) =>
  registrationJson(await credentialOf(navigator.credentials.create({ publicKey: creationOptions(options) })));

interface Asking {
  signal?: AbortSignal;
  /** Waits among the suggestions of a field instead of opening a window. */
  suggest?: boolean;
}

export async function askForPasskey(options: PublicKeyJson, { signal, suggest = false }: Asking = {}) {
  const asked: CredentialRequestOptions = {
    publicKey: requestOptions(options),
    ...(signal ? { signal } : {}),
    ...(suggest ? { mediation: 'conditional' as const } : {}),
  };
  return authenticationJson(await credentialOf(navigator.credentials.get(asked)));
}
