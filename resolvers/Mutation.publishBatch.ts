import type { Context } from '@aws-appsync/utils';
import { byteLength } from '#language';
import type { EntryResult } from '../functions/publishing/publishBatch.ts';
import type { BatchEntry } from '../functions/rules/publishing/prepareMessage.ts';
import { readMessage } from '../functions/rules/publishing/readMessage.ts';
import {
  validateBatchIds,
  validateBatchLength,
  validateBatchSize,
} from '../functions/rules/publishing/validateBatch.ts';
import { validateShape } from '../functions/rules/validateShape.ts';
import type { MutationPublishBatchArgs, PublishBatchPayload, PublishBatchResult } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalMessage } from './shared/canonicalMessage.ts';
import { messageOf } from './shared/messageOf.ts';
import { refuse } from './shared/refuse.ts';
import { stashOf } from './shared/stash.ts';

/** Refuses what is wrong with the batch as a whole. `acceptBatch` refuses single entries, each in its own result. */
export function request(ctx: Context<MutationPublishBatchArgs>): Record<string, never> {
  callerOf(ctx.identity);
  const { entries } = ctx.args.input;
  refuse(validateBatchLength(entries.length));
  refuse(validateBatchIds(entries.map((entry) => entry.id)));
  const read = entries.map(({ id, message }): BatchEntry => {
    const given = readMessage(message);
    const refusal = validateShape('input', given);
    return refusal ? { id, refusal } : { id, message, arguments: canonicalMessage(message.idempotencyKey, given) };
  });
  // A line of canonical arguments never begins with #. An entry without any is never accepted.
  const given = read.map((entry) => `#${entry.id}\n${entry.refusal ? '' : entry.arguments}`).join('\n');
  refuse(validateBatchSize(byteLength(given)));
  stashOf(ctx).arguments = given;
  stashOf(ctx).entries = read;
  return {};
}

export function response(ctx: Context): PublishBatchPayload {
  const results = ctx.prev.result as EntryResult[];
  return { results: results.map((result) => resultOf(result)) };
}

function resultOf({ id, message, unreachable, replayed, error }: EntryResult): PublishBatchResult {
  return {
    id,
    message: message ? messageOf(message) : null,
    unreachable,
    replayed,
    error: error ? { ...error, errorInfo: JSON.stringify(error.errorInfo) } : null,
  } as PublishBatchResult;
}
