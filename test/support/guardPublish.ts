import { totpCode } from 'local-cloud/totp';
import { expect } from 'vitest';
import type { HeliographOutputs } from './Runtime.ts';
import { type SignedIn, signIn } from './signIn.ts';
import { challengeIdOf, initiate, putSetting, respond } from './stepUp.ts';

/** Has ada require step-up for `Mutation.publish`, which she proves herself for. Once for each runtime: a code of her authenticator app counts once. */
export async function guardPublish(outputs: HeliographOutputs, rule: object): Promise<SignedIn> {
  const ada = await signIn(outputs, 'ada');
  const setting = { operation: 'Mutation.publish', requirement: 'STEP_UP_REQUIRED', ...rule };
  const challengeId = challengeIdOf(await putSetting(outputs, ada.accessToken, setting));
  await initiate(outputs, ada.accessToken, challengeId);
  const secret = outputs.users.find(({ username }) => username === 'ada')?.totpSecret ?? '';
  const code = totpCode(secret, Date.now() + 30_000);
  expect((await respond(outputs, ada.accessToken, challengeId, code)).errors).toEqual([]);
  expect((await putSetting(outputs, ada.accessToken, setting)).errors).toEqual([]);
  return ada;
}
