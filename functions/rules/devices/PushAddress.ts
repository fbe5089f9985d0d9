import type { PushAddressInput, PushPlatform } from '../../../schema/generated/types.ts';
import { invalidInput } from '../Refusal.ts';
import { refuse } from '../refuse.ts';

export interface PushAddress {
  readonly platform: PushPlatform;
  readonly token: string;
}

/** SNS takes APNs tokens of at most 400 hexadecimal digits, and returns them in lower case. */
const apnsToken = /^(?:[0-9a-f]{2}){1,200}$/;
const fcmToken = /^\S{1,4096}$/;

/** Returns the one address in the input, normalised. Throws ApplicationError `InvalidInput`, without the token. */
export function pushAddress(input: PushAddressInput): PushAddress {
  const { apns, fcm } = input;
  if (apns && !fcm) {
    const token = apns.token.toLowerCase();
    if (!apnsToken.test(token)) {
      refuse(
        invalidInput(
          'input.address.apns.token',
          `${apns.token.length} characters, or others than allowed`,
          'an even number of 2–400 hexadecimal digits',
        ),
      );
    }
    return { platform: apns.sandbox ? 'APNS_SANDBOX' : 'APNS', token };
  }
  if (fcm && !apns) {
    if (!fcmToken.test(fcm.token)) {
      refuse(
        invalidInput(
          'input.address.fcm.token',
          `${fcm.token.length} characters, or with white space`,
          '1–4,096 characters without white space',
        ),
      );
    }
    return { platform: 'FCM', token: fcm.token };
  }
  refuse(invalidInput('input.address', apns ? '2 members' : '0 members', 'exactly one of apns, fcm'));
}
