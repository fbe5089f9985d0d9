import { type Context, type DynamoDBUpdateItemRequest, runtime, util } from '@aws-appsync/utils';
import { stepUpGrantKey } from '../../functions/rules/keys.ts';
import type { StepUpGrantRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../../functions/rules/stepUp/stepUpLimits.ts';
import { summarize } from '../../functions/rules/stepUp/summarize.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { askedOperation, operationOf } from '../shared/operationOf.ts';
import { refuseUntilProven } from '../shared/refuseStepUp.ts';
import { type NewChallenge, stashed, stashOf } from '../shared/stash.ts';
import { stepUpSubject } from '../shared/stepUpSubject.ts';

/** Opens the challenge that `guard` asked for, and refuses the call with its id. An allowed call passes at no cost. */
export function request(ctx: Context): DynamoDBUpdateItemRequest {
  const { challenge } = stashOf(ctx);
  if (!challenge) runtime.earlyReturn(null);
  const { rule, attempts, replaces } = challenge;
  const subject = stepUpSubject(ctx);
  if (!subject) util.unauthorized();
  const { operation, service } = askedOperation(ctx);
  const expiresAt = util.time.nowEpochSeconds() + stepUpLimits.challengeSeconds;
  const row: StepUpGrantRow = {
    challengeId: util.autoId(),
    userId: subject.userId,
    operation,
    ...(service ? { service } : {}),
    arguments: stashed(ctx, 'arguments'),
    summary: stashOf(ctx).summary ?? summarize(operation, ctx.args),
    status: 'STEP_UP_REQUIRED',
    scope: rule.scope,
    methods: rule.methods,
    maxAge: rule.maxAge,
    maxAttempts: rule.maxAttempts,
    ...(rule.group ? { group: rule.group } : {}),
    attempts,
    sends: 0,
    expiresAt,
    ttl: expiresAt + stepUpLimits.retentionSeconds,
  };
  const names = Object.keys(row);
  // An earlier challenge may have left these in the row.
  const gone = [
    'method',
    'destination',
    'lockedUntil',
    'completedAt',
    'matchNumber',
    'codeLength',
    'cognitoSignIn',
    'group',
  ].filter((name) => names.indexOf(name) < 0);
  const values: Record<string, unknown> = {};
  const expressionNames: Record<string, string> = {};
  names.concat(gone).forEach((name) => {
    expressionNames[`#${name}`] = name;
  });
  names.forEach((name) => {
    values[`:${name}`] = (row as unknown as Record<string, unknown>)[name];
  });
  return {
    operation: 'UpdateItem',
    key: mappedKey(stepUpGrantKey(subject, askedOperation(ctx))),
    update: {
      expression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} REMOVE ${gone.map((name) => `#${name}`).join(', ')}`,
      expressionNames,
      expressionValues: util.dynamodb.toMapValues(values),
    },
    condition: asRead(replaces),
  };
}

/**
 * Returns the condition that the row is as `guard` read it, so one of two refused calls opens a challenge.
 * It counts wrong answers and locks in between: otherwise a call with other arguments would buy new attempts.
 */
function asRead(replaces: NewChallenge['replaces']): NonNullable<DynamoDBUpdateItemRequest['condition']> {
  if (replaces === null) return { expression: 'attribute_not_exists(pk)' };
  const { attempts, challengeId, status } = replaces;
  return {
    expression: 'challengeId = :readId AND #status = :readStatus AND attempts = :readAttempts',
    expressionNames: { '#status': 'status' },
    expressionValues: util.dynamodb.toMapValues({
      ':readId': challengeId,
      ':readStatus': status,
      ':readAttempts': attempts,
    }),
  };
}

export function response(ctx: Context): null {
  const operation = operationOf(ctx);
  const { rule } = stashed(ctx, 'challenge');
  const row: StepUpGrantRow | null = ctx.result;
  // Another call was first. Its challenge serves this call too if it is for the same operation, arguments and group.
  const found =
    ctx.error?.type === 'DynamoDB:ConditionalCheckFailedException' &&
    row?.arguments === stashed(ctx, 'arguments') &&
    row?.group === rule.group;
  if (ctx.error && !found) {
    util.error(
      'Step-up is needed, and its challenge could not be opened; nothing was done. Try again.',
      'StepUpUnavailable',
    );
  }
  return refuseUntilProven(operation, rule, (row as StepUpGrantRow).challengeId);
}
