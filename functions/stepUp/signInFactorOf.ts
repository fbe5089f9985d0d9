import type { StepUpMethod } from '../../schema/generated/types.ts';
import type { SignInFactor } from './StepUpSignIn.ts';

/** The first factor of `USER_AUTH` that proves what a method proves; `null` where none does. */
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
