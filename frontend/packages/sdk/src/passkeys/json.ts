// WebAuthn's JSON forms (Level 3, 5.1.8 to 5.1.10). Browsers before 2025 know the buffers only, so the few lines are ours.

export const toBuffer = (text: string): ArrayBuffer => {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0)).buffer;
};

export const toBase64Url = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

interface CredentialDescriptor {
  readonly id: string;
  readonly type: string;
  readonly transports?: readonly string[];
}

/** What the server says, with text where WebAuthn wants buffers. */
export type PublicKeyJson = Readonly<Record<string, unknown>>;

const descriptors = (list: unknown) =>
  (Array.isArray(list) ? (list as CredentialDescriptor[]) : []).map((entry) => ({ ...entry, id: toBuffer(entry.id) }));

export function creationOptions(json: PublicKeyJson): PublicKeyCredentialCreationOptions {
  const user = json.user as { id: string };
  return {
    ...json,
    challenge: toBuffer(json.challenge as string),
    user: { ...user, id: toBuffer(user.id) },
    excludeCredentials: descriptors(json.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
}

export const requestOptions = (json: PublicKeyJson): PublicKeyCredentialRequestOptions =>
  ({
    ...json,
    challenge: toBuffer(json.challenge as string),
    allowCredentials: descriptors(json.allowCredentials),
  }) as unknown as PublicKeyCredentialRequestOptions;

const common = ({ id, rawId }: PublicKeyCredential) => ({ id, rawId: toBase64Url(rawId), type: 'public-key' as const });

export function registrationJson(credential: PublicKeyCredential) {
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: toBase64Url(response.clientDataJSON),
      attestationObject: toBase64Url(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

export function authenticationJson(credential: PublicKeyCredential) {
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: toBase64Url(response.clientDataJSON),
      authenticatorData: toBase64Url(response.authenticatorData),
      signature: toBase64Url(response.signature),
      ...(response.userHandle ? { userHandle: toBase64Url(response.userHandle) } : {}),
    },
  };
}

export type Attestation = ReturnType<typeof registrationJson>;
export type Assertion = ReturnType<typeof authenticationJson>;
