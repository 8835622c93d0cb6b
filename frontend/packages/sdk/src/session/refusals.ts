/** The slug of a refusal's problem+json ("token-expired"), "" where there is none. The answer stays readable. */
export async function codeOf(response: Response): Promise<string> {
  const { type } = await problemIn(response);
  return typeof type === 'string' ? (type.split('/').pop() ?? '') : '';
}

export async function problemIn(response: Response): Promise<Readonly<Record<string, unknown>>> {
  try {
    const body: unknown = await response.clone().json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A wrong code is a 401 too, and no fresh token makes it right. */
export const isAboutTheToken = (code: string): boolean =>
  code === '' || code === 'unauthenticated' || code.startsWith('token-');
