import { invalidParameter, userNotFound } from '../errors.ts';
import type { Client, Pool, User } from '../model.ts';
import type { Services } from '../Services.ts';
import type { Attempt } from '../SignIn.ts';
import { checkSecretHash } from '../secretHash.ts';

/** The user of a sign-in. `user` is absent if the name is unknown and the client must not notice. */
export interface Target {
  readonly pool: Pool;
  readonly client: Client;
  readonly name: string;
  readonly user: User | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads USERNAME and SECRET_HASH. Throws UserNotFoundException only for a client that shows who exists. */
export function findTarget(
  services: Services,
  pool: Pool,
  client: Client,
  parameters: Readonly<Record<string, string>>,
  metadata: Readonly<Record<string, string>>,
): Target {
  const name = parameters.USERNAME;
  if (name === undefined || name === '') throw invalidParameter('Missing required parameter USERNAME');
  const user = services.users.find(pool, name);
  checkSecretHash(client, parameters.SECRET_HASH, [name, user?.username]);
  if (user === undefined && !client.preventExistenceErrors) throw userNotFound();
  return { pool, client, name, user, metadata };
}

export function attemptOf(target: Target, user: User): Attempt {
  return { pool: target.pool, client: target.client, user, metadata: target.metadata };
}

/** Returns the name under which failures are counted, the same for every alias of a user. */
export function subjectOf(target: Target): { readonly pool: Pool; readonly username: string } {
  return { pool: target.pool, username: target.user?.username ?? target.name.toLowerCase() };
}
