import { checkSubject, type TakenChallenge } from './Challenges.ts';
import { invalidSession } from './errors.ts';
import type { Client, Pool, User } from './model.ts';
import type { Services } from './Services.ts';

/** Finds the user who is setting up MFA during sign-in, by the session string of MFA_SETUP. */
export function sessionUser(
  services: Services,
  session: string,
): { readonly pool: Pool; readonly client: Client; readonly user: User; readonly taken: TakenChallenge } {
  const taken = services.challenges.takeAny(session, ['MFA_SETUP']);
  const { pool, client } = services.users.client(taken.challenge.clientId);
  const user = services.users.find(pool, taken.challenge.username);
  if (user === undefined) throw invalidSession();
  checkSubject(taken.challenge, user);
  return { pool, client, user, taken };
}
