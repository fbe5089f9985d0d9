import { type AppSyncIdentityIAM, type Context, type Identity, util } from '@aws-appsync/utils';
import { acrLevelOf } from '../../functions/rules/stepUp/acrLevels.ts';
import { userOf } from './userOf.ts';

/** The caller: a user or a role. */
export interface Caller {
  /** A user's `sub`, or the ARN of the IAM role behind the session. */
  readonly id: string;
  /** Absent for an IAM caller. */
  readonly user?: CallingUser;
}

export interface CallingUser {
  readonly sub: string;
  readonly username: string;
  readonly groups: readonly string[];
  /** The access token's `jti`. */
  readonly tokenId: string;
  /** When the user signed in, in epoch seconds. */
  readonly authTime: number;
  /** When the token ends, in epoch seconds. */
  readonly expiresAt: number;
  /** By the token's `acr` claim: 1–4, or 0 where it does not say. */
  readonly acrLevel: number;
}

/**
 * Returns the caller. Ends with `AccessTokenRequired` for an ID token: only access tokens carry what step-up binds to.
 */
export function callerOf(identity: Identity): Caller {
  const user = userOf(identity);
  if (user !== null) {
    const claims = user.claims as Record<string, unknown>;
    const isAccessToken = claims.token_use === 'access' && claims.jti && claims.exp;
    if (!isAccessToken) {
      util.error('An access token is needed; this is an ID token.', 'AccessTokenRequired');
    }
    return {
      id: user.sub,
      user: {
        sub: user.sub,
        username: user.username,
        groups: user.groups ?? [],
        tokenId: `${claims.jti}`,
        authTime: claims.auth_time as number,
        expiresAt: claims.exp as number,
        acrLevel: acrLevelOf(claims.acr),
      },
    };
  }
  const userArn = (identity as AppSyncIdentityIAM | null)?.userArn ?? '';
  if (userArn === '') util.unauthorized();
  return { id: roleArn(userArn) };
}

/** Returns the user who calls. Ends with `Unauthorized` for a role. */
export function callingUser(ctx: Context): CallingUser {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  return user;
}

/**
 * `arn:aws:sts::<account>:assumed-role/<role>/<session>` → `arn:aws:iam::<account>:role/<role>`. Sessions come and go.
 */
function roleArn(userArn: string): string {
  const parts = userArn.split(':');
  const path = (parts[5] ?? '').split('/');
  return path[0] === 'assumed-role' ? `${parts[0]}:${parts[1]}:iam::${parts[4]}:role/${path[1]}` : userArn;
}

/** Returns whether the caller may do with everybody's messages what publishers may do with their own. */
export function isAdmin(caller: Caller): boolean {
  return (caller.user?.groups ?? []).indexOf('admins') >= 0;
}
