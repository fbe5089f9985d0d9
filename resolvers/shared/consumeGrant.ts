import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { stepUpAuditKey } from '../../functions/rules/keys.ts';
import type { StepUpAuditRow } from '../../functions/rules/stepUp/StepUpAuditRow.ts';
import { stepUpLimits } from '../../functions/rules/stepUp/stepUpLimits.ts';
import { mappedKey } from './mappedKey.ts';
import { operationOf } from './operationOf.ts';
import { type Grant, stashed, stashOf } from './stash.ts';
import { stepUpSubject } from './stepUpSubject.ts';

type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/**
 * The part of a transaction that spends the grant which `guard` found: put it last. Empty where none was needed. Of two calls with one grant,
 * one transaction goes through.
 */
export function consumeGrant(ctx: Context): TransactItem[] {
  const { grant } = stashOf(ctx);
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
          ':arguments': stashed(ctx, 'arguments'),
          ':now': util.time.nowEpochSeconds(),
        }),
        returnValuesOnConditionCheckFailure: false,
      },
    },
    recordUse(ctx, grant),
  ];
}

/** The use of a proof is in the audit or did not happen. */
function recordUse(ctx: Context, grant: Grant): TransactItem {
  const row: StepUpAuditRow = {
    id: util.autoId(),
    at: util.time.nowISO8601(),
    userId: stepUpSubject(ctx)?.sub ?? '',
    challengeId: grant.challengeId,
    outcome: 'STEP_UP_CONSUMED',
    operation: operationOf(ctx),
    ...(grant.method ? { method: grant.method } : {}),
    ttl: util.time.nowEpochSeconds() + stepUpLimits.auditSeconds,
  };
  return {
    table: `${ctx.env.STEP_UP_AUDIT_TABLE}`,
    operation: 'PutItem',
    key: mappedKey(stepUpAuditKey(row.at, row.id)),
    attributeValues: util.dynamodb.toMapValues({ ...row }),
  };
}

/** For a transaction's response: refuses where the grant was spent by another call in the meantime. */
export function refuseSpentGrant(ctx: Context, reason: { type: string } | undefined): void {
  if (stashOf(ctx).grant && reason?.type === 'ConditionCheckFailed') {
    util.error('The proof was used by another call; repeat the call to be challenged again.', 'StepUpGrantSpent');
  }
}
