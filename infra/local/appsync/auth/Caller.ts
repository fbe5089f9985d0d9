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

/** Who makes a request, after its credential was verified. */
export interface Caller {
  readonly mode: AuthorizationMode;
  /** `ctx.identity`, in the shape that AWS gives it in this mode. */
  readonly identity: JsonObject | null;
  /** Cognito groups; empty in other modes. */
  readonly groups: readonly string[];
  /** Whether fields without a directive are open to a Cognito caller: the user pool's `DefaultAction`. */
  readonly defaultAction: 'ALLOW' | 'DENY';
  /** IAM callers. */
  readonly principal?: Principal;
  /** `Type.field` names that a Lambda authorizer withheld. */
  readonly deniedFields: ReadonlySet<string>;
  /** When the credential ends, in milliseconds since the epoch; undefined where it does not end by itself. */
  readonly expiresAt: number | undefined;
}
