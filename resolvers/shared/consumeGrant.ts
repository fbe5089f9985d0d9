import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';

import { mappedKey } from './mappedKey.ts';

type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/**
 * The part of a transaction that spends the grant which `guard` found: put it last. Empty where none was needed. Of two calls with one grant,
 * one transaction goes through.
 */
export function consumeGrant(ctx: Context): TransactItem[] {
  const grant = ctx.stash.grant as { pk: string; sk: string; challengeId: string } | undefined;
  if (!grant) return [];
  return [
    {
      table: `${ctx.env.STEP_UP_SESSIONS_TABLE}`,
      operation: 'UpdateItem',
      key: mappedKey(grant),
      update: {
        expression: 'SET #status = :consumed',
        expressionNames: { '#status': 'status' },
        expressionValues: util.dynamodb.toMapValues({ ':consumed': 'STEP_UP_CONSUMED' }),
      },
      condition: {
        expression:
          '#status = :completed AND challengeId = :challengeId AND arguments = :arguments AND expiresAt > :now',
        expressionNames: { '#status': 'status' },
        expressionValues: util.dynamodb.toMapValues({
          ':completed': 'STEP_UP_COMPLETED',
          ':challengeId': grant.challengeId,
          ':arguments': ctx.stash.arguments,
          ':now': util.time.nowEpochSeconds(),
        }),
        returnValuesOnConditionCheckFailure: false,
      },
    },
  ];
}

/** For a transaction's response: refuses where the grant was spent by another call in the meantime. */
export function refuseSpentGrant(ctx: Context, reason: { type: string } | undefined): void {
  if (ctx.stash.grant && reason?.type === 'ConditionCheckFailed') {
    util.error('The proof was used by another call; repeat the call to be challenged again.', 'StepUpGrantSpent');
  }
}
