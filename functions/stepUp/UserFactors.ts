import type { FactorState } from '../rules/stepUp/chooseMethod.ts';

export interface KnownFactors extends FactorState {
  /** Cognito `sub`. */
  readonly userId: string;
  readonly phoneNumber: string | undefined;
  readonly email: string | undefined;
}

/** How an answer came out. `replayed`: right, and used before. `expired`: there is no code that counts. `limited`: not looked at. */
export type Verification = 'verified' | 'mismatch' | 'expired' | 'replayed' | 'limited';

/** A passkey as Cognito lists it. */
export interface Passkey {
  /** base64url */
  readonly credentialId: string;
  /** When it was registered, in epoch seconds with their fraction. */
  readonly createdAt: number;
}

/**
 * A user's factors, by the user's own access token. Any operation throws ApplicationError `SignInRequired` where Cognito does not take the token
 * any more, and `Unavailable` where it cannot answer now.
 */
export interface UserFactors {
  read(accessToken: string): Promise<KnownFactors>;
  /** All of the user's: 20 at most. */
  passkeys(accessToken: string): Promise<Passkey[]>;
  /** Sends a code; answers the masked destination. Throws ApplicationError `LimitExceeded` or `CodeDeliveryFailed`. */
  sendCode(accessToken: string, attribute: 'phone_number' | 'email'): Promise<string>;
  verifyCode(accessToken: string, attribute: 'phone_number' | 'email', code: string): Promise<Verification>;
  /** Throws ApplicationError `NoStepUpMethod` where the user has no software token. */
  verifySoftwareToken(accessToken: string, code: string): Promise<Verification>;
}
