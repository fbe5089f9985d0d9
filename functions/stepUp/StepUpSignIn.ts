/** The first factors of `USER_AUTH` that step-up asks for. */
export type SignInFactor = 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN';

export interface BegunSignIn {
  /** Cognito's session string: it stays with the server. */
  readonly session: string;
  /** Where a code went, masked. */
  readonly destination?: string;
  /** For a passkey: PublicKeyCredentialRequestOptionsJSON. */
  readonly credentialRequestOptions?: Readonly<Record<string, unknown>>;
}

/**
 * How an answer came out. `refused`: Cognito does not take it, and does not say whether the answer, the session string or the user is why. `limited`:
 * not looked at.
 */
export type SignInOutcome =
  | { readonly kind: 'verified' /** Cognito `sub` of who signed in. */; readonly userId: string }
  | { readonly kind: 'mismatch' | 'expired' | 'limited' | 'refused' };

/**
 * Verifies a user again by signing them in once more, at an app client of step-up's own (`USER_AUTH`). The tokens of that sign-in end here: no operation
 * answers them.
 */
export interface StepUpSignIn {
  readonly clientId: string;
  /**
   * Null where Cognito does not offer the factor to this user: the pool or the user has it not, or the user has MFA. Throws ApplicationError
   * `CodeDeliveryFailed`, `LimitExceeded`, `SignInRequired`, `Unavailable`.
   */
  begin(username: string, factor: SignInFactor): Promise<BegunSignIn | null>;
  /** `response` is the code, or AuthenticationResponseJSON. */
  answer(username: string, factor: SignInFactor, session: string, response: string): Promise<SignInOutcome>;
}
