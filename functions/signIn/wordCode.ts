import type { Clock } from '../rules/Clock.ts';
import { type CodeMessages, emailOf, smsOf } from '../rules/stepUp/codeMessages.ts';
import type { SentCodes } from '../stepUp/SentCodes.ts';

export interface Ports {
  readonly clock: Clock;
  readonly sentCodes: Pick<SentCodes, 'newest'>;
}

/**
 * Returns the texts of a code that answers a step-up challenge: they say what it approves. None for any other code.
 * Cognito does not say where the code goes: a text message tells of the phone's challenge, an e-mail of the mailbox's.
 * A code that somebody else asks Cognito for meanwhile would answer the same challenge, so it says the same.
 */
export async function wordCode({ clock, sentCodes }: Ports, userId: string, code: string): Promise<CodeMessages> {
  const [phone, email] = await Promise.all([
    sentCodes.newest(userId, 'phone_number'),
    sentCodes.newest(userId, 'email'),
  ]);
  const now = clock.now() / 1000;
  return {
    ...(phone !== null && phone.expiresAt > now ? { smsMessage: smsOf(code, phone.summary) } : {}),
    ...(email !== null && email.expiresAt > now ? emailOf(code, email.summary) : {}),
  };
}
