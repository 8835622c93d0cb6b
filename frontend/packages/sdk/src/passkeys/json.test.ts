import { expect, test } from 'vitest';
import { authenticationJson, creationOptions, registrationJson, requestOptions, toBase64Url, toBuffer } from './json';

const bytes = (...values: number[]) => Uint8Array.from(values).buffer;

test('base64url goes there and back, without padding and without + and /', () => {
  const buffer = bytes(251, 255, 191, 0, 1);
  expect(toBase64Url(buffer)).toBe('-_-_AAE');
  expect(new Uint8Array(toBuffer('-_-_AAE'))).toEqual(new Uint8Array(buffer));
});

test('what the server sends as text becomes buffers, and the rest stays', () => {
  const options = creationOptions({
    challenge: 'AQI',
    rp: { id: 'localhost', name: 'Shopmesh' },
    user: { id: 'Aw', name: 'ada', displayName: 'Ada' },
    excludeCredentials: [{ id: 'BA', type: 'public-key', transports: ['internal'] }],
  });
  expect(new Uint8Array(options.challenge as ArrayBuffer)).toEqual(Uint8Array.of(1, 2));
  expect(new Uint8Array(options.user.id as ArrayBuffer)).toEqual(Uint8Array.of(3));
  expect(options.excludeCredentials?.[0]).toMatchObject({ type: 'public-key', transports: ['internal'] });
  expect(options.rp).toEqual({ id: 'localhost', name: 'Shopmesh' });
});

test('a sign-in without a username names no credentials', () => {
  expect(requestOptions({ challenge: 'AQI' }).allowCredentials).toEqual([]);
});

test('what a new passkey answers becomes text again', () => {
  const response = { clientDataJSON: bytes(1), attestationObject: bytes(2), getTransports: () => ['internal'] };
  const credential = { id: 'AQ', rawId: bytes(1), type: 'public-key', response } as unknown as PublicKeyCredential;
  expect(registrationJson(credential)).toEqual({
    id: 'AQ',
    rawId: 'AQ',
    type: 'public-key',
    response: { clientDataJSON: 'AQ', attestationObject: 'Ag', transports: ['internal'] },
  });
});

test('so does what an old one signed; without a user handle none is sent', () => {
  const response = { clientDataJSON: bytes(1), authenticatorData: bytes(2), signature: bytes(3), userHandle: null };
  const credential = { id: 'AQ', rawId: bytes(1), type: 'public-key', response } as unknown as PublicKeyCredential;
  expect(authenticationJson(credential).response).toEqual({
    clientDataJSON: 'AQ',
    authenticatorData: 'Ag',
    signature: 'Aw',
  });
});
