/** The first factors of `USER_AUTH` that step-up uses. */
export type SignInFactor = 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN';

export interface BegunSignIn {
  /** Cognito's session string. It stays on the server. */
  readonly session: string;
  /** Where a code went, masked. */
  readonly destination?: string;
  /** For a passkey: PublicKeyCredentialRequestOptionsJSON. */
  readonly credentialRequestOptions?: Readonly<Record<string, unknown>>;
}

/**
 * The outcome of an answer. `limited`: Cognito did not look at it.
 * `refused`: the answer, the session string or the user is wrong, and Cognito does not say which.
 */
export type SignInOutcome =
  | { readonly kind: 'verified' /** Cognito `sub` of who signed in. */; readonly userId: string }
  | { readonly kind: 'mismatch' | 'expired' | 'limited' | 'refused' };

/**
 * Verifies a user by signing them in once more, at an app client of step-up's own (`USER_AUTH`).
 * The tokens of that sign-in never leave the function.
 */
export interface StepUpSignIn {
  readonly clientId: string;
  /**
   * Begins a sign-in. Returns null if Cognito does not offer the factor: pool or user do not have it, or the user has
   * MFA.
   * Throws ApplicationError `CodeDeliveryFailed`, `LimitExceeded`, `SignInRequired`, `Unavailable`.
   */
  begin(username: string, factor: SignInFactor): Promise<BegunSignIn | null>;
  /** Gives Cognito the answer to a sign-in. `response`: the code, or AuthenticationResponseJSON. */
  answer(username: string, factor: SignInFactor, session: string, response: string): Promise<SignInOutcome>;
}
