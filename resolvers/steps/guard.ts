import { type Context, type DynamoDBBatchGetItemRequest, util } from '@aws-appsync/utils';
import { type Key, stepUpGrantKey, stepUpSessionKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import { decideStepUp, defaultRule } from '../../functions/rules/stepUp/decideStepUp.ts';
import { heldTo } from '../../functions/rules/stepUp/heldTo.ts';
import type { StepUpGrantRow, StepUpRule, StepUpSessionRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { stricterRule } from '../../functions/rules/stepUp/stricterRule.ts';
import type { AlsoRead } from '../shared/alsoRead.ts';
import { envOf } from '../shared/envOf.ts';
import { isReplay } from '../shared/idempotency.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { askedOperation, operationOf } from '../shared/operationOf.ts';
import { refuseStepUp, refuseUndecided } from '../shared/refuseStepUp.ts';
import { ruleOfCall } from '../shared/ruleOfCall.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { stepUpSubject } from '../shared/stepUpSubject.ts';

/**
 * Decides whether the caller must prove again who they are. One round trip reads the operation's setting, the access
 * token's grant and session, and what the resolver asked for (`alsoRead`).
 *
 * Leaves `read`, and `grant` for the step that writes or `challenge` for `openChallenge`. Any error refuses the call.
 */
export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const user = stepUpSubject(ctx);
  const asked = alsoAsked(ctx);
  const settings = envOf(ctx).STEP_UP_SETTINGS_TABLE;
  const tables: DynamoDBBatchGetItemRequest['tables'] = {};
  tables[settings] = consistentRead(ownSettings(ctx).concat(settingsAlong(ctx)));
  if (user) {
    const proofs = [stepUpGrantKey(user, askedOperation(ctx)), stepUpSessionKey(user)];
    tables[envOf(ctx).STEP_UP_SESSIONS_TABLE] = consistentRead(proofs);
  }
  Object.entries(asked).forEach(([table, keys]) => {
    if (table !== settings) tables[table] = consistentRead(keys);
  });
  return { operation: 'BatchGetItem', tables };
}

export function response(ctx: Context): null {
  const user = stepUpSubject(ctx);
  const operation = operationOf(ctx);
  if (ctx.error) refuseUndecided();
  const current = ruleAsRead(ctx);
  stashOf(ctx).read = rowsAsked(ctx);
  // Denied is denied to everyone: to roles, and to calls that repeat an earlier one.
  if (current.requirement === 'STEP_UP_DENY') refuseStepUp(operation, current, { kind: 'deny' });
  // A repeated call does nothing again, so it needs no proof.
  if (isReplay(ctx)) return null;
  // Settings apply to users only: an IAM role has no second factor.
  if (!user) return null;
  const rule = ruleOfCall(ctx, current);
  const { grant, session } = proofsAsRead(ctx);
  const decision = decideStepUp({
    asked: askedOperation(ctx),
    rule,
    grant,
    session,
    signIn: { acrLevel: user.acrLevel ?? 0, at: user.authTime ?? 0 },
    arguments: stashed(ctx, 'arguments'),
    now: util.time.nowEpochSeconds(),
  });
  if (decision.kind === 'allow') return null;
  if (decision.kind === 'consume') {
    const { challengeId } = decision;
    stashOf(ctx).grant = { ...stepUpGrantKey(user, askedOperation(ctx)), challengeId, method: grant?.method };
    return null;
  }
  if (decision.kind === 'challenge') {
    const replaces = grant && { challengeId: grant.challengeId, status: grant.status, attempts: grant.attempts };
    stashOf(ctx).challenge = { rule, attempts: decision.attempts, replaces };
    return null;
  }
  return refuseStepUp(operation, rule, decision);
}

/** Returns the keys of the settings that hold for this operation: its own, and the one that it is held to. */
function ownSettings(ctx: Context): Key[] {
  const operation = operationOf(ctx);
  return [operation].concat(heldTo[operation] ?? []).map((name) => stepUpSettingKey(name));
}

/** Returns the keys of the settings that the resolver asked for. DynamoDB refuses to read one twice. */
function settingsAlong(ctx: Context): Key[] {
  const own = ownSettings(ctx).map(({ sk }) => sk);
  return (alsoAsked(ctx)[envOf(ctx).STEP_UP_SETTINGS_TABLE] ?? []).filter(({ sk }) => own.indexOf(sk) < 0);
}

/** Returns the strictest rule of the settings that were read, or the default where there is none. */
function ruleAsRead(ctx: Context): StepUpRule {
  const table = envOf(ctx).STEP_UP_SETTINGS_TABLE;
  const along = settingsAlong(ctx).map(({ sk }) => sk);
  const settings: StepUpRule[] = rowsOf<StepUpRule>(ctx, table).filter(({ sk }) => along.indexOf(sk) < 0);
  if (settings.length === 0) return defaultRule(operationOf(ctx));
  return settings.reduce((strictest, setting) => stricterRule(strictest, setting));
}

/** Returns the token's grant and session. */
function proofsAsRead(ctx: Context) {
  const table = envOf(ctx).STEP_UP_SESSIONS_TABLE;
  const grant = rowsOf<StepUpGrantRow>(ctx, table).find(({ sk }) => sk !== 'SESSION') ?? null;
  const session = rowsOf<StepUpSessionRow>(ctx, table).find(({ sk }) => sk === 'SESSION') ?? null;
  return { grant, session };
}

/** Returns what the resolver asked for, and the idempotency record that tells a repeated call. */
function alsoAsked(ctx: Context): AlsoRead {
  const asked: AlsoRead = { ...(stashOf(ctx).alsoRead ?? {}) };
  const record = stashOf(ctx).recordKey;
  const messages = envOf(ctx).MESSAGES_TABLE;
  if (record) asked[messages] = (asked[messages] ?? []).concat([record]);
  return asked;
}

function rowsAsked(ctx: Context): Record<string, unknown[]> {
  const rows: Record<string, unknown[]> = {};
  Object.keys(alsoAsked(ctx)).forEach((table) => {
    rows[table] = rowsOf(ctx, table);
  });
  return rows;
}

function consistentRead(keys: readonly Key[]) {
  return { keys: keys.map((key) => mappedKey(key)), consistentRead: true };
}

/** Returns a table's rows. Refuses the call if DynamoDB left keys unprocessed: their rows may exist. */
function rowsOf<Row>(ctx: Context, table: string): (Row & { readonly sk: string })[] {
  const { data, unprocessedKeys } = ctx.result;
  const isComplete = (unprocessedKeys?.[table] ?? []).length === 0;
  if (!isComplete || !data[table]) refuseUndecided();
  return data[table].filter((row: unknown) => row !== null);
}
