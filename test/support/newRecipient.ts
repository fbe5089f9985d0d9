import { registerDevice } from './operations.ts';
import type { HeliographOutputs } from './Runtime.ts';
import { newUser, type User } from './users.ts';

/** Creates a user with a device, whose id and token are the user's name. */
export async function newRecipient(outputs: HeliographOutputs): Promise<User> {
  const user = await newUser(outputs);
  await registerDevice(outputs, user, user.username, { fcm: { token: user.username } });
  return user;
}
