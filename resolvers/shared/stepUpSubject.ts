import type { Context } from '@aws-appsync/utils';
import { callerOf } from './callerOf.ts';
import { stashOf } from './stash.ts';

/** Whose proof counts: the calling user's, or that of the user a service asks about; null for a role that calls for itself. */
export interface StepUpSubject {
  readonly sub: string;
  /** The access token's `jti`. */
  readonly tokenId: string;
  /** Of the calling user alone: services do not say. */
  readonly acrLevel?: number;
  readonly authTime?: number;
}

export function stepUpSubject(ctx: Context): StepUpSubject | null {
  const { user } = callerOf(ctx.identity);
  return stashOf(ctx).subject ?? user ?? null;
}
