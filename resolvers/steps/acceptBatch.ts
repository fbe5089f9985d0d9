import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { EntryResult } from '../../functions/publishing/publishBatch.ts';
import { callerOf } from '../shared/callerOf.ts';
import { stashed } from '../shared/stash.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

/** Accepts the entries, after the step that spends the grant. If this step fails, the batch needs a new proof. */
export function request(ctx: Context): LambdaRequest {
  return {
    operation: 'Invoke',
    payload: { publisherId: callerOf(ctx.identity).id, entries: stashed(ctx, 'entries') },
  };
}

export function response(ctx: Context): EntryResult[] {
  return unwrapAnswer<EntryResult[]>(ctx);
}
