import { type Context, type DynamoDBUpdateItemRequest, runtime, util } from '@aws-appsync/utils';
import { stepUpGrantKey } from '../../functions/domain/keys.ts';
import type { StepUpGrantRow, StepUpRule } from '../../functions/domain/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../../functions/domain/stepUp/stepUpLimits.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { operationOf } from '../shared/operationOf.ts';
import { refuseUntilProven } from '../shared/refuseStepUp.ts';
import { type StepUpSubject, stepUpSubject } from '../shared/stepUpSubject.ts';

interface Challenge {
  readonly rule: StepUpRule;
  readonly attempts: number;
  /** The id of the challenge in the way, or null where there is no row. */
  readonly replaces: string | null;
}

/** Opens the challenge that `guard` asked for and refuses the call with its id; costs an allowed call nothing. */
export function request(ctx: Context): DynamoDBUpdateItemRequest {
  const challenge = ctx.stash.challenge as Challenge | undefined;
  if (!challenge) runtime.earlyReturn(null);
  const { rule, attempts, replaces } = ctx.stash.challenge as Challenge;
  const subject = stepUpSubject(ctx);
  if (!subject) util.unauthorized();
  const { sub, tokenId } = subject as StepUpSubject;
  const operation = operationOf(ctx);
  const key = stepUpGrantKey(tokenId, operation);
  const expiresAt = util.time.nowEpochSeconds() + stepUpLimits.challengeSeconds;
  const row: StepUpGrantRow = {
    challengeId: util.autoId(),
    userId: sub,
    operation,
    arguments: ctx.stash.arguments,
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
  // What the row before it may have had.
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
    key: mappedKey(key),
    update: {
      expression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} REMOVE ${gone.map((name) => `#${name}`).join(', ')}`,
      expressionNames,
      expressionValues: util.dynamodb.toMapValues(values),
    },
    // Two refused calls at once open one challenge: the second finds the first's.
    condition:
      replaces === null
        ? { expression: 'attribute_not_exists(pk)' }
        : {
            expression: 'challengeId = :replaces',
            expressionValues: util.dynamodb.toMapValues({ ':replaces': replaces }),
          },
  };
}

export function response(ctx: Context): null {
  const operation = operationOf(ctx);
  const { rule } = ctx.stash.challenge as Challenge;
  const row = ctx.result as StepUpGrantRow | null;
  if (ctx.error && (ctx.error.type !== 'DynamoDB:ConditionalCheckFailedException' || row === null)) {
    util.error(
      'Step-up is needed, and its challenge could not be opened; nothing was done. Try again.',
      'StepUpUnavailable',
    );
  }
  refuseUntilProven(operation, rule, (row as StepUpGrantRow).challengeId);
  return null;
}
