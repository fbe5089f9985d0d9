import type { JsonObject } from '../platform/Json.ts';
import { optionalBoolean, optionalObject } from './input.ts';
import type { withPreferences } from './mfa.ts';

/** Reads the four `…MfaSettings` members of `SetUserMFAPreference`. */
export function readPreferences(input: JsonObject): Parameters<typeof withPreferences>[2] {
  const read = (member: string) => {
    const settings = optionalObject(input, member);
    return (
      settings && {
        enabled: optionalBoolean(settings, 'Enabled'),
        preferred: optionalBoolean(settings, 'PreferredMfa'),
      }
    );
  };
  const token = read('SoftwareTokenMfaSettings');
  const sms = read('SMSMfaSettings');
  const email = read('EmailMfaSettings');
  const passkey = read('WebAuthnMfaSettings');
  return {
    ...(token === undefined ? {} : { SOFTWARE_TOKEN_MFA: token }),
    ...(sms === undefined ? {} : { SMS_MFA: sms }),
    ...(email === undefined ? {} : { EMAIL_OTP: email }),
    ...(passkey === undefined ? {} : { WEB_AUTHN: passkey }),
  };
}
