export interface User {
  readonly id: string;
  readonly username: string;
  readonly role: string;
}

/** Who an access token speaks of. Read for display only: the services verify the signature, the browser cannot. */
export function userOf(accessToken: string): User {
  const payload = accessToken.split('.')[1] ?? '';
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  const claims = JSON.parse(new TextDecoder().decode(bytes)) as { sub: string; username: string; role: string };
  return { id: claims.sub, username: claims.username, role: claims.role };
}
