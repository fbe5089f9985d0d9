import type { StepUpMethod } from '../../../schema/generated/types.ts';

/** What Cognito's GetUser says about how a user can prove who they are. */
export interface FactorState {
  /** `PreferredMfaSetting`. */
  readonly preferred: string | undefined;
  /** `UserMFASettingList`. */
  readonly enabled: readonly string[];
  readonly phoneVerified: boolean;
  readonly emailVerified: boolean;
}

const methodOfFactor: Readonly<Record<string, StepUpMethod>> = {
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_STEP_UP',
  SMS_MFA: 'SMS_STEP_UP',
  EMAIL_OTP: 'EMAIL_STEP_UP',
};

/**
 * Returns the first allowed method, or null. The order is: the preferred factor; a software token, SMS or e-mail that
 * is set up; a verified phone number or e-mail address; a software token that may be there, if none is listed.
 */
export function chooseMethod(factors: FactorState, allowed: readonly StepUpMethod[]): StepUpMethod | null {
  const order = [factors.preferred, 'SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP']
    .filter((factor) => factor !== undefined)
    .filter((factor) => factor === factors.preferred || factors.enabled.includes(factor))
    .flatMap((factor) => methodOfFactor[factor] ?? []);
  if (factors.phoneVerified) order.push('SMS_STEP_UP');
  if (factors.emailVerified) order.push('EMAIL_STEP_UP');
  // Cognito does not list every software token. One that it lists is a SOFTWARE_TOKEN_STEP_UP, or is not allowed.
  if (!order.includes('SOFTWARE_TOKEN_STEP_UP')) order.push('MAYBE_SOFTWARE_TOKEN_STEP_UP');
  return order.find((method) => allowed.includes(method)) ?? null;
}

/** Returns the attribute that a method's code is sent to, or null if it sends no code. */
export function codeAttribute(method: StepUpMethod): 'phone_number' | 'email' | null {
  if (method === 'SMS_STEP_UP') return 'phone_number';
  return method === 'EMAIL_STEP_UP' ? 'email' : null;
}
