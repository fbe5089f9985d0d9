import type { Context } from '@aws-appsync/utils';
import type { StepUpToken } from '../../functions/rules/keys.ts';
import { callerOf } from './callerOf.ts';
import { stashOf } from './stash.ts';

/** The user whose proof counts. */
export interface StepUpSubject extends StepUpToken {
  /** Known of the calling user only: services do not say. */
  readonly acrLevel?: number;
  readonly authTime?: number;
}

/** Returns the user a service asks about, or the calling user; null for a role that calls for itself. */
export function stepUpSubject(ctx: Context): StepUpSubject | null {
  const { user } = callerOf(ctx.identity);
  const { subject } = stashOf(ctx);
  if (subject) return subject;
  if (!user) return null;
  const { acrLevel, authTime, sub, tokenId } = user;
  return { userId: sub, tokenId, acrLevel, authTime };
}
