import { ApiError, api, ok, session } from '@shopmesh/sdk';

export interface Registration {
  username: string;
  email: string;
  password: string;
}

/**
 * False where the account could not be entered at once: an address that is already in use is answered like a new one (its
 * owner gets a letter), and only the sign-in then shows that nothing new came to be.
 */
export async function registerUser(person: Registration): Promise<boolean> {
  await ok(api.POST('/api/users/register/', { body: person }));
  try {
    await session.signIn({ username: person.username, password: person.password });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return false;
    throw error;
  }
}
