import type { JsonObject } from '../../platform/Json.ts';
import type { Principal } from '../../platform/Principal.ts';

/** AppSync's five ways to authorize, by their CloudFormation names. */
export const authorizationModes = [
  'API_KEY',
  'AWS_IAM',
  'AMAZON_COGNITO_USER_POOLS',
  'OPENID_CONNECT',
  'AWS_LAMBDA',
] as const;
export type AuthorizationMode = (typeof authorizationModes)[number];

/** The maker of a request, whose credential was verified. */
export interface Caller {
  readonly mode: AuthorizationMode;
  /** `ctx.identity`, in the shape that AWS gives it in this mode. */
  readonly identity: JsonObject | null;
  /** Cognito groups. Empty in other modes. */
  readonly groups: readonly string[];
  /** Whether fields without a directive are open to a Cognito caller: the user pool's `DefaultAction`. */
  readonly defaultAction: 'ALLOW' | 'DENY';
  /** The session of an IAM caller. */
  readonly principal?: Principal;
  /** The fields that a Lambda authorizer withheld, as `Type.field`. */
  readonly deniedFields: ReadonlySet<string>;
  /** Milliseconds since the epoch when the credential ends, `undefined` if it has no end. */
  readonly expiresAt: number | undefined;
}
