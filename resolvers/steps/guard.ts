import { type Context, type DynamoDBBatchGetItemRequest, util } from '@aws-appsync/utils';
import { type Key, stepUpGrantKey, stepUpSessionKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import { decideStepUp, defaultRule } from '../../functions/rules/stepUp/decideStepUp.ts';
import type { StepUpGrantRow, StepUpRule, StepUpSessionRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { stricterRule } from '../../functions/rules/stepUp/stricterRule.ts';
import type { AlsoRead } from '../shared/alsoRead.ts';
import { isReplay } from '../shared/idempotency.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { operationOf } from '../shared/operationOf.ts';
import { refuseStepUp, refuseUndecided } from '../shared/refuseStepUp.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { stepUpSubject } from '../shared/stepUpSubject.ts';

/**
 * Decides whether the caller must prove again who they are. Reads the operation's setting, the access token's grant and session, and what the resolver
 * asked for (`alsoRead`) in one round trip.
 *
 * Goes before `openChallenge` and the step that writes. Leaves `grant` where the writing step has to spend one, `challenge` where `openChallenge` has to
 * open one, and `read`. A call that repeats one already done needs no proof: nothing is done again. Any error refuses the call.
 */
export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const user = stepUpSubject(ctx);
  const operation = operationOf(ctx);
  const asked = alsoAsked(ctx);
  const settings = `${ctx.env.STEP_UP_SETTINGS_TABLE}`;
  const keys = user ? [stepUpGrantKey(user.tokenId, operation), stepUpSessionKey(user.tokenId)] : [];
  const tables: Record<string, { keys: Record<string, unknown>[]; consistentRead: boolean }> = {};
  tables[settings] = {
    keys: ownSettings(ctx)
      .concat(asked[settings] ?? [])
      .map((key) => mappedKey(key)),
    consistentRead: true,
  };
  if (keys.length > 0) {
    tables[`${ctx.env.STEP_UP_SESSIONS_TABLE}`] = { keys: keys.map((key) => mappedKey(key)), consistentRead: true };
  }
  Object.entries(asked).forEach(([table, more]) => {
    if (table !== settings) tables[table] = { keys: more.map((key) => mappedKey(key)), consistentRead: true };
  });
  return { operation: 'BatchGetItem', tables };
}

export function response(ctx: Context): null {
  const user = stepUpSubject(ctx);
  const operation = operationOf(ctx);
  if (ctx.error) refuseUndecided();
  const along = (alsoAsked(ctx)[`${ctx.env.STEP_UP_SETTINGS_TABLE}`] ?? []).map(({ sk }) => sk);
  const settings: StepUpRule[] = rowsOf<StepUpRule & { sk: string }>(ctx, `${ctx.env.STEP_UP_SETTINGS_TABLE}`).filter(
    ({ sk }) => along.indexOf(sk) < 0,
  );
  const rule =
    settings.length === 0
      ? defaultRule(operation)
      : settings.reduce((strictest, setting) => stricterRule(strictest, setting));
  const read: Record<string, unknown[]> = {};
  Object.keys(alsoAsked(ctx)).forEach((table) => {
    read[table] = rowsOf(ctx, table);
  });
  stashOf(ctx).read = read;
  // Denying denies everyone and everything.
  if (rule.requirement === 'STEP_UP_DENY') refuseStepUp(operation, rule, { kind: 'deny' });
  if (isReplay(ctx)) return null;
  // A role has no second factor to prove: settings ask users.
  if (!user) return null;
  const rows: { sk: string }[] = rowsOf(ctx, `${ctx.env.STEP_UP_SESSIONS_TABLE}`);
  const grant = (rows.find((row) => row.sk !== 'SESSION') ?? null) as StepUpGrantRow | null;
  const session = (rows.find((row) => row.sk === 'SESSION') ?? null) as StepUpSessionRow | null;
  // A token is one user's. A service that names another's with it has not verified what it passes on.
  const owners = [grant?.userId, session?.userId].filter((owner) => owner !== undefined);
  if (owners.some((owner) => owner !== user.sub)) refuseUndecided();
  const now = util.time.nowEpochSeconds();
  const signIn = { acrLevel: user.acrLevel ?? 0, at: user.authTime ?? 0 };
  const decision = decideStepUp({ rule, grant, session, signIn, arguments: stashed(ctx, 'arguments'), now });
  if (decision.kind === 'consume') {
    stashOf(ctx).grant = {
      ...stepUpGrantKey(user.tokenId, operation),
      challengeId: decision.challengeId,
      method: grant?.method,
    };
    return null;
  }
  if (decision.kind === 'challenge') {
    const replaces = grant && { challengeId: grant.challengeId, status: grant.status, attempts: grant.attempts };
    stashOf(ctx).challenge = { rule, attempts: decision.attempts, replaces };
    return null;
  }
  if (decision.kind !== 'allow') refuseStepUp(operation, rule, decision);
  return null;
}

/** This operation's setting, and those of others that hold for it too (`stash.alsoHeldTo`): such as need no step-up unless a setting says so. */
function ownSettings(ctx: Context): Key[] {
  const others = stashOf(ctx).alsoHeldTo ?? [];
  return [operationOf(ctx)].concat(others).map((name) => stepUpSettingKey(name));
}

/** What the resolver asked for, with the idempotency record that tells a repeated call. */
function alsoAsked(ctx: Context): AlsoRead {
  const asked: AlsoRead = { ...(stashOf(ctx).alsoRead ?? {}) };
  const record = stashOf(ctx).recordKey;
  const messages = `${ctx.env.MESSAGES_TABLE}`;
  if (record) asked[messages] = (asked[messages] ?? []).concat([record]);
  return asked;
}

/** Rows that DynamoDB did not get to are not rows that are absent: those are null. */
function rowsOf<T>(ctx: Context, table: string): T[] {
  const { data, unprocessedKeys } = ctx.result as {
    data: Record<string, (T | null)[]>;
    unprocessedKeys: Record<string, unknown[]> | null;
  };
  if ((unprocessedKeys?.[table] ?? []).length > 0 || !data[table]) refuseUndecided();
  return (data[table] ?? []).filter((row) => row !== null) as T[];
}
