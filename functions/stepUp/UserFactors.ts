import type { FactorState } from '../rules/stepUp/chooseMethod.ts';

export interface KnownFactors extends FactorState {
  /** Cognito `sub`. */
  readonly userId: string;
  readonly phoneNumber: string | undefined;
  readonly email: string | undefined;
}

/**
 * The outcome of an answer. `replayed`: right, but used before. `expired`: there is no valid code.
 * `limited`: Cognito did not look at it.
 */
export type Verification = 'verified' | 'mismatch' | 'expired' | 'replayed' | 'limited';

/** A passkey as Cognito lists it. */
export interface Passkey {
  /** base64url */
  readonly credentialId: string;
  /** When it was registered, in epoch seconds with their fraction. */
  readonly createdAt: number;
}

/**
 * A user's factors, read with the user's own access token. Each operation throws ApplicationError `SignInRequired` if
 * Cognito does not accept the token, and `Unavailable` if it cannot answer now.
 */
export interface UserFactors {
  read(accessToken: string): Promise<KnownFactors>;
  /** Returns all of the user's passkeys, 20 at most. */
  passkeys(accessToken: string): Promise<Passkey[]>;
  /** Sends a code. Returns the masked destination. Throws ApplicationError `LimitExceeded` or `CodeDeliveryFailed`. */
  sendCode(accessToken: string, attribute: 'phone_number' | 'email'): Promise<string>;
  verifyCode(accessToken: string, attribute: 'phone_number' | 'email', code: string): Promise<Verification>;
  /** Throws ApplicationError `NoStepUpMethod` if the user has no software token. */
  verifySoftwareToken(accessToken: string, code: string): Promise<Verification>;
}
