import type { PushAddressInput, PushPlatform } from '../../../schema/generated/types.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import { refuse } from '../refuse.ts';

export interface PushAddress {
  readonly platform: PushPlatform;
  readonly token: string;
}

/** SNS takes APNs tokens of at most 400 hexadecimal digits, and returns them in lower case. */
const apnsToken = /^(?:[0-9a-f]{2}){1,200}$/;
const fcmToken = /^\S{1,4096}$/;

/** Tokens of other services, which apps send by mistake: FCM refuses each push to one. */
const foreignTokens: readonly (readonly [RegExp, string])[] = [
  [/^Expo(?:nent)?PushToken\[/, 'an Expo push token'],
  [/^[0-9a-f]{64,400}$/i, 'an APNs device token'],
];

/** Returns the one address in the input, normalised. Throws ApplicationError `InvalidInput`, without the token. */
export function pushAddress(input: PushAddressInput): PushAddress {
  const { apns, fcm } = input;
  if (apns && !fcm) {
    const token = apns.token.toLowerCase();
    if (!apnsToken.test(token)) refuse(invalidApnsToken(apns.token));
    return { platform: apns.sandbox ? 'APNS_SANDBOX' : 'APNS', token };
  }
  if (fcm && !apns) {
    refuse(validateFcmToken(fcm.token));
    return { platform: 'FCM', token: fcm.token };
  }
  refuse(invalidInput('input.address', apns ? '2 members' : '0 members', 'exactly one of apns, fcm'));
}

function invalidApnsToken({ length }: string): Refusal {
  const given = `${length} characters, or others than allowed`;
  return invalidInput('input.address.apns.token', given, 'an even number of 2–400 hexadecimal digits');
}

function validateFcmToken(token: string): Refusal | null {
  const field = 'input.address.fcm.token';
  if (!fcmToken.test(token)) {
    const given = `${token.length} characters, or with white space`;
    return invalidInput(field, given, '1–4,096 characters without white space');
  }
  const foreign = foreignTokens.find(([pattern]) => pattern.test(token))?.[1];
  return foreign === undefined ? null : invalidInput(field, foreign, 'a registration token of FCM');
}
