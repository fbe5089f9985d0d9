import {
  type AppSyncIdentityIAM,
  type Context,
  type DynamoDBTransactWriteItemsRequest,
  util,
} from '@aws-appsync/utils';
import type { AuditLogRow, AuditTarget } from '../../functions/rules/audit/AuditLogRow.ts';
import { ifAbsent } from '../../functions/rules/Expression.ts';
import { auditLogKey } from '../../functions/rules/keys.ts';
import { callerOf } from './callerOf.ts';
import { type Audited, changesBetween } from './changesBetween.ts';
import { envOf } from './envOf.ts';
import { operationOf } from './operationOf.ts';
import { spendGrant } from './spendGrant.ts';
import { stashOf } from './stash.ts';
import { type Part, put, transaction } from './transaction.ts';
import { userOf } from './userOf.ts';

const DAY_SECONDS = 86_400;

/** What an admin does. It holds no secret, and no text of a message. */
export interface Act {
  readonly target: AuditTarget;
  /** The target as it was, to which the other parts hold it. Null if there was none, or nothing of it changes. */
  readonly before: Audited | null;
  readonly after: Audited | null;
}

/**
 * Returns the request that does what an admin asks for, adds it to the audit log and spends the grant: all or nothing.
 * At most 97 other parts.
 */
export function adminTransaction(ctx: Context, act: Act, parts: readonly Part[]): DynamoDBTransactWriteItemsRequest {
  return transaction(ctx, [...parts, recordAct(ctx, act), ...spendGrant(ctx)]);
}

function recordAct(ctx: Context, { target, before, after }: Act): Part {
  const { grant } = stashOf(ctx);
  const row: AuditLogRow = {
    id: util.autoId(),
    at: util.time.nowISO8601(),
    ...actorOf(ctx),
    ...(grant ? { challengeId: grant.challengeId } : {}),
    operation: operationOf(ctx),
    target,
    changes: changesBetween(before, after),
    ttl: util.time.nowEpochSeconds() + (JSON.parse(envOf(ctx).AUDIT_DAYS) as number) * DAY_SECONDS,
  };
  const key = auditLogKey(row.at, row.id);
  return put({ name: 'act', table: envOf(ctx).AUDIT_LOG_TABLE, key, row, condition: ifAbsent });
}

/** Who acts, and by which token or session: never the token itself. */
function actorOf(ctx: Context): Pick<AuditLogRow, 'actor' | 'username' | 'clientId' | 'tokenId' | 'signInId'> {
  const { id: actor, user } = callerOf(ctx.identity);
  const claims = userOf(ctx.identity)?.claims as Record<string, unknown> | undefined;
  if (!user || !claims) return { actor, ...optional('sessionArn', (ctx.identity as AppSyncIdentityIAM).userArn) };
  return {
    actor,
    username: user.username,
    tokenId: user.tokenId,
    ...optional('clientId', claims.client_id),
    ...optional('signInId', claims.origin_jti),
  };
}

function optional(name: 'sessionArn' | 'clientId' | 'signInId', value: unknown): Partial<AuditLogRow> {
  return value ? { [name]: `${value}` } : {};
}
