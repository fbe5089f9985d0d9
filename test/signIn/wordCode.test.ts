import { expect, it } from 'vitest';
import { wordCode } from '../../functions/signIn/wordCode.ts';
import type { SentCode } from '../../functions/stepUp/SentCodes.ts';

const now = 1_800_000_000;

function word(noted: { readonly [attribute: string]: SentCode }) {
  const sentCodes = { newest: async (_userId: string, attribute: string) => noted[attribute] ?? null };
  return wordCode({ clock: { now: () => now * 1000 }, sentCodes }, 'user', '{####}');
}

const code = (summary: string, expiresAt = now + 1): SentCode => ({ challengeId: 'c', summary, expiresAt });

it('words the message of each medium by the challenge that was noted for it', async () => {
  expect(await word({ phone_number: code('Pay 5') })).toEqual({ smsMessage: '{####} confirms: Pay 5' });
  expect(await word({ phone_number: code('Pay 5'), email: code('Pay 50') })).toMatchObject({
    smsMessage: '{####} confirms: Pay 5',
    emailMessage: expect.stringContaining('Pay 50'),
    emailSubject: expect.any(String),
  });
});

it('leaves any other code as it is', async () => {
  expect(await word({})).toEqual({});
  expect(await word({ phone_number: code('Pay 5', now), email: code('Pay 5', now - 1) })).toEqual({});
});
