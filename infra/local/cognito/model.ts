import type { SrpVerifier } from './srp.ts';

/** The stored state of the local Cognito. Times are milliseconds since the epoch. */

export type MfaFactor = 'SOFTWARE_TOKEN_MFA' | 'SMS_MFA' | 'EMAIL_OTP';
export type FirstFactor = 'PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN';

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  readonly temporaryValidityDays: number;
}

export interface AttributeRule {
  readonly name: string;
  readonly type: 'String' | 'Number' | 'DateTime' | 'Boolean';
  readonly mutable: boolean;
  readonly required: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Messages {
  readonly verificationSms: string;
  readonly verificationEmail: string;
  readonly verificationEmailSubject: string;
  readonly authenticationSms: string;
  readonly authenticationEmail: string;
  readonly authenticationEmailSubject: string;
  readonly invitationSms: string;
  readonly invitationEmail: string;
  readonly invitationEmailSubject: string;
}

export interface Pool {
  /** `<region>_<9 letters and digits>` */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly created: number;
  readonly mfa: 'OFF' | 'ON' | 'OPTIONAL';
  readonly mfaFactors: readonly MfaFactor[];
  readonly firstFactors: readonly FirstFactor[];
  readonly tier: string;
  readonly passwordPolicy: PasswordPolicy;
  readonly usernameAttributes: readonly string[];
  readonly aliasAttributes: readonly string[];
  readonly autoVerified: readonly string[];
  readonly caseSensitive: boolean;
  readonly schema: readonly AttributeRule[];
  readonly recovery: readonly string[];
  readonly adminCreateOnly: boolean;
  /** Attributes whose old value stays until the new one is verified. */
  readonly verifyBeforeUpdate: readonly string[];
  readonly relyingPartyId?: string;
  readonly userVerification: 'preferred' | 'required';
  /** Whether a passkey with user verification is MFA by itself, for users who turned that on. */
  readonly passkeysAreMfa: boolean;
  readonly messages: Messages;
  readonly triggers: Triggers;
  readonly deletionProtection?: boolean;
  /** The role by which text messages are sent. @default - they are sent all the same */
  readonly sms?: { readonly roleArn: string; readonly externalId?: string };
}

/** ARNs of Lambda functions. */
export interface Triggers {
  readonly preAuthentication?: string;
  readonly postAuthentication?: string;
  readonly customMessage?: string;
  readonly preTokenGeneration?: { readonly arn: string; readonly version: 'V1_0' | 'V2_0' | 'V3_0' };
}

export interface Client {
  readonly id: string;
  readonly poolId: string;
  readonly name: string;
  readonly created: number;
  readonly secret?: string;
  /** Such as `ALLOW_USER_SRP_AUTH`. */
  readonly flows: readonly string[];
  /** Seconds. */
  readonly accessTokenLife: number;
  readonly idTokenLife: number;
  readonly refreshTokenLife: number;
  readonly sessionLife: number;
  readonly revocation: boolean;
  readonly preventExistenceErrors: boolean;
  readonly readAttributes?: readonly string[];
  readonly writeAttributes?: readonly string[];
  readonly rotation?: { readonly graceSeconds: number };
}

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';

export interface User {
  readonly poolId: string;
  readonly username: string;
  readonly sub: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly enabled: boolean;
  readonly status: UserStatus;
  readonly created: number;
  readonly modified: number;
  readonly password?: SrpVerifier;
  /** When a temporary password expires. */
  readonly temporaryUntil?: number;
  readonly mfa: { readonly enabled: readonly MfaFactor[]; readonly preferred?: MfaFactor; readonly webAuthn?: boolean };
  /** The verified software token. `usedSteps` are the time steps whose codes were accepted. */
  readonly totp?: { readonly secret: string; readonly usedSteps: readonly number[] };
  /** A token that was associated and not yet verified. */
  readonly pendingTotp?: { readonly secret: string };
  readonly groups: readonly string[];
  /** Values that wait for their code before the attribute takes them. */
  readonly pendingAttributes?: Readonly<Record<string, string>>;
}

export interface Group {
  readonly poolId: string;
  readonly name: string;
  readonly description?: string;
  readonly roleArn?: string;
  readonly precedence?: number;
  readonly created: number;
  readonly modified: number;
}

/** One completed sign-in. All tokens that its refresh token yields belong to it, and end when it is revoked. */
export interface Authentication {
  /** Also the tokens' `event_id`. */
  readonly id: string;
  readonly poolId: string;
  readonly username: string;
  readonly clientId: string;
  readonly originJti: string;
  readonly time: number;
  readonly revoked: boolean;
  /** When the refresh tokens of this sign-in end. */
  readonly expires: number;
}

export interface RefreshToken {
  readonly authenticationId: string;
  /** When it was exchanged for its successor, with rotation. */
  readonly replaced?: number;
}

export interface WebAuthnCredential {
  /** base64url */
  readonly id: string;
  readonly poolId: string;
  readonly username: string;
  readonly name: string;
  readonly relyingPartyId: string;
  readonly attachment?: string;
  readonly transports: readonly string[];
  /** JSON Web Key. */
  readonly publicKey: Readonly<Record<string, string>>;
  readonly algorithm: -7 | -257;
  readonly counter: number;
  readonly created: number;
}
