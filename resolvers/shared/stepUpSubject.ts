import type { Context } from '@aws-appsync/utils';
import { callerOf } from './callerOf.ts';
import { stashOf } from './stash.ts';

/** The user whose proof counts. */
export interface StepUpSubject {
  readonly sub: string;
  /** The access token's `jti`. */
  readonly tokenId: string;
  /** Known of the calling user only: services do not say. */
  readonly acrLevel?: number;
  readonly authTime?: number;
}

/** Returns the user a service asks about, or the calling user; null for a role that calls for itself. */
export function stepUpSubject(ctx: Context): StepUpSubject | null {
  const { user } = callerOf(ctx.identity);
  return stashOf(ctx).subject ?? user ?? null;
}
