import type { StepUpMethod } from '../../schema/generated/types.ts';
import type { SignInFactor } from './StepUpSignIn.ts';

/** Returns the first factor of `USER_AUTH` that proves the same as a method, or null. */
export function signInFactorOf(method: StepUpMethod): SignInFactor | null {
  switch (method) {
    case 'PASSKEY_STEP_UP':
      return 'WEB_AUTHN';
    case 'EMAIL_STEP_UP':
      return 'EMAIL_OTP';
    case 'SMS_STEP_UP':
      return 'SMS_OTP';
    default:
      return null;
  }
}
