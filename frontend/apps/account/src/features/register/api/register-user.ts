import { api, ok, session } from '@shopmesh/sdk';

export interface Registration {
  username: string;
  email: string;
  password: string;
}

export async function registerUser(person: Registration): Promise<void> {
  await ok(api.POST('/api/users/register/', { body: person }));
  // An address that is already in use is answered like a new one (its owner gets a mail): the sign-in then fails by itself.
  await session.signIn({ username: person.username, password: person.password });
}
