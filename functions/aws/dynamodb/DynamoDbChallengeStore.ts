import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type Key, type StepUpToken, stepUpAuditKey, stepUpGrantKey, stepUpSessionKey } from '../../rules/keys.ts';
import type { StepUpGrantRow, StepUpSessionProof, StepUpSessionRow } from '../../rules/stepUp/StepUpRows.ts';
import { sessionAttributes, sharedInGroup } from '../../rules/stepUp/sharedInGroup.ts';
import { stepUpLimits } from '../../rules/stepUp/stepUpLimits.ts';
import type { ChallengeStore, Completion, Initiation } from '../../stepUp/ChallengeStore.ts';
import { type ConditionalUpdate, conditionalUpdate } from './conditionalUpdate.ts';

/** Returns a time after everything that a session row holds which was written at `now`. */
function groupTtl(now: number): number {
  return now + stepUpLimits.tokenSeconds + stepUpLimits.retentionSeconds;
}

function grantKey(tokenId: string, row: StepUpGrantRow): Key {
  return stepUpGrantKey({ tokenId, userId: row.userId }, row);
}

function sessionKey(tokenId: string, { userId }: StepUpGrantRow): Key {
  return stepUpSessionKey({ tokenId, userId });
}

// Parts of conditions. A challenge's row holds another challenge, or another status, once it has changed.
const isOpen = 'challengeId = :id AND #status IN (:required, :initiated)';
const isInitiated = 'challengeId = :id AND #status = :initiated';
const isUnexpired = 'expiresAt > :now';
const hasSendsLeft = '(attribute_not_exists(sends) OR sends < :limit)';
const hasAttemptsLeft = 'attempts < maxAttempts';
const groupHasAnswersLeft = '(attribute_not_exists(#answers) OR #answers < :limit)';
const groupIsUnlocked = '(attribute_not_exists(#until) OR #until <= :now)';

const all = (...parts: readonly string[]) => parts.join(' AND ');

/** Challenges, grants and session proofs in the StepUpSessions table. */
export class DynamoDbChallengeStore implements ChallengeStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #auditTable: string;

  constructor(client: DynamoDBDocumentClient, tables: { readonly sessions: string; readonly audit: string }) {
    this.#client = client;
    this.#table = tables.sessions;
    this.#auditTable = tables.audit;
  }

  async find(token: StepUpToken, challengeId: string): Promise<StepUpGrantRow | null> {
    const { pk, sk } = stepUpSessionKey(token);
    // A partition has one row for each guarded operation, and the session's row.
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        // The session's row has no challenge.
        FilterExpression: 'challengeId = :challengeId OR attribute_not_exists(challengeId)',
        ExpressionAttributeValues: { ':pk': pk, ':challengeId': challengeId },
        ConsistentRead: true,
      }),
    );
    const row = Items.find((item) => item.sk !== sk) as StepUpGrantRow | undefined;
    const session = Items.find((item) => item.sk === sk) as StepUpSessionRow | undefined;
    return row === undefined ? null : sharedInGroup(row, session ?? null);
  }

  async claimSend(tokenId: string, row: StepUpGrantRow, limit: number, now: number): Promise<boolean> {
    const claimed = await this.#update(grantKey(tokenId, row), {
      change: 'SET sends = if_not_exists(sends, :none) + :one',
      condition: all(isOpen, isUnexpired, hasSendsLeft),
      names: { '#status': 'status' },
      values: {
        ':none': 0,
        ':one': 1,
        ':id': row.challengeId,
        ':required': 'STEP_UP_REQUIRED',
        ':initiated': 'STEP_UP_INITIATED',
        ':now': now,
        ':limit': limit,
      },
    });
    return claimed !== null;
  }

  async initiate(tokenId: string, row: StepUpGrantRow, initiation: Initiation): Promise<StepUpGrantRow | null> {
    const { expiresAt, method, ...optional } = initiation;
    const given = Object.entries(optional).filter(([, value]) => value !== undefined);
    const absent = Object.entries(optional).filter(([, value]) => value === undefined);
    const sets = given.map(([name]) => `, ${name} = :${name}`).join('');
    const removes = absent.length > 0 ? ` REMOVE ${absent.map(([name]) => name).join(', ')}` : '';
    const initiated = await this.#update<StepUpGrantRow>(grantKey(tokenId, row), {
      change: `SET #status = :initiated, #method = :method, expiresAt = :expiresAt, #ttl = :ttl${sets}${removes}`,
      condition: isOpen,
      names: { '#status': 'status', '#method': 'method', '#ttl': 'ttl' },
      values: {
        ':id': row.challengeId,
        ':required': 'STEP_UP_REQUIRED',
        ':initiated': 'STEP_UP_INITIATED',
        ':method': method,
        ':expiresAt': expiresAt,
        ':ttl': expiresAt + stepUpLimits.retentionSeconds,
        ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
      },
    });
    // The challenge's own row does not have the step-up group's count.
    return initiated && { ...initiated, attempts: Math.max(initiated.attempts, row.attempts) };
  }

  async takeSignIn(tokenId: string, row: StepUpGrantRow): Promise<boolean> {
    const taken = await this.#update(grantKey(tokenId, row), {
      change: 'REMOVE cognitoSignIn',
      condition: all(isInitiated, 'cognitoSignIn.#session = :session'),
      names: { '#status': 'status', '#session': 'session' },
      values: {
        ':id': row.challengeId,
        ':initiated': 'STEP_UP_INITIATED',
        ':session': row.cognitoSignIn?.session ?? '',
      },
    });
    return taken !== null;
  }

  async claimAttempt(tokenId: string, row: StepUpGrantRow, now: number): Promise<StepUpGrantRow | null> {
    const claimed = await this.#update<StepUpGrantRow>(grantKey(tokenId, row), {
      change: 'SET attempts = attempts + :one',
      condition: all(isInitiated, hasAttemptsLeft, isUnexpired),
      names: { '#status': 'status' },
      values: { ':one': 1, ':id': row.challengeId, ':initiated': 'STEP_UP_INITIATED', ':now': now },
    });
    if (claimed === null || claimed.group === undefined) return claimed;
    const names = sessionAttributes(claimed);
    const shared = await this.#update<StepUpSessionRow>(sessionKey(tokenId, row), {
      change: 'SET #answers = if_not_exists(#answers, :none) + :one, #ttl = :ttl',
      condition: all(groupHasAnswersLeft, groupIsUnlocked),
      names: { '#answers': names.answers, '#until': names.lockedUntil, '#ttl': 'ttl' },
      values: { ':none': 0, ':one': 1, ':limit': claimed.maxAttempts, ':now': now, ':ttl': groupTtl(now) },
    });
    if (shared !== null) return sharedInGroup(claimed, shared);
    await this.#returnAttempt(tokenId, claimed);
    return null;
  }

  async returnAttempt(tokenId: string, row: StepUpGrantRow): Promise<void> {
    await this.#returnAttempt(tokenId, row);
    if (row.group === undefined) return;
    await this.#update(sessionKey(tokenId, row), {
      change: 'SET #answers = #answers - :one',
      condition: '#answers >= :one',
      names: { '#answers': sessionAttributes(row).answers },
      values: { ':one': 1 },
    });
  }

  async #returnAttempt(tokenId: string, row: StepUpGrantRow): Promise<void> {
    await this.#update(grantKey(tokenId, row), {
      change: 'SET attempts = attempts - :one',
      condition: all(isInitiated, 'attempts >= :one'),
      names: { '#status': 'status' },
      values: { ':one': 1, ':id': row.challengeId, ':initiated': 'STEP_UP_INITIATED' },
    });
  }

  async lock(tokenId: string, row: StepUpGrantRow, lockedUntil: number): Promise<boolean> {
    // The step-up group first: after a crash between the two, the other operations are locked.
    if (row.group !== undefined) await this.#lockGroup(tokenId, row, lockedUntil);
    const locked = await this.#update(grantKey(tokenId, row), {
      change: 'SET #status = :locked, lockedUntil = :until, #ttl = :ttl',
      condition: isInitiated,
      names: { '#status': 'status', '#ttl': 'ttl' },
      values: {
        ':locked': 'STEP_UP_LOCKED',
        ':until': lockedUntil,
        ':ttl': lockedUntil + stepUpLimits.retentionSeconds,
        ':id': row.challengeId,
        ':initiated': 'STEP_UP_INITIATED',
      },
    });
    return locked !== null;
  }

  async complete(tokenId: string, row: StepUpGrantRow, completion: Completion): Promise<boolean> {
    const { audit, completedAt, expiresAt, method } = completion;
    const completed = ['#status = :completed', 'completedAt = :completedAt', 'expiresAt = :expiresAt', '#ttl = :ttl'];
    const grant = {
      Update: {
        TableName: this.#table,
        Key: grantKey(tokenId, row),
        UpdateExpression: `SET ${completed.join(', ')} REMOVE cognitoSignIn`,
        ConditionExpression: all(isInitiated, '#method = :method'),
        ExpressionAttributeNames: { '#status': 'status', '#method': 'method', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':completed': 'STEP_UP_COMPLETED',
          ':completedAt': completedAt,
          ':expiresAt': expiresAt,
          ':ttl': expiresAt + stepUpLimits.retentionSeconds,
          ':id': row.challengeId,
          ':initiated': 'STEP_UP_INITIATED',
          ':method': method,
        },
      },
    };
    const record = { Put: { TableName: this.#auditTable, Item: { ...stepUpAuditKey(audit.at, audit.id), ...audit } } };
    const session = this.#sessionUpdate(tokenId, row, completion);
    try {
      await this.#client.send(
        new TransactWriteCommand({
          TransactItems: session === null ? [grant, record] : [grant, record, session],
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledException) {
        const reasons = error.CancellationReasons ?? [];
        if (reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return false;
      }
      throw error;
    }
  }

  /**
   * Returns what a right answer changes for the whole session: its proof, and the count of its step-up group. Null if
   * that is nothing.
   */
  #sessionUpdate(tokenId: string, row: StepUpGrantRow, completion: Completion) {
    const { completedAt, expiresAt, method } = completion;
    const names = sessionAttributes(row);
    const inGroup = row.group !== undefined;
    const proves = row.scope === 'SESSION';
    const setProof = proves ? ', #proof = :proof' : '';
    const removeAnswers = inGroup ? ' REMOVE #answers' : '';
    const proof: StepUpSessionProof = { method, completedAt, expiresAt };
    if (!proves && !inGroup) return null;
    return {
      Update: {
        TableName: this.#table,
        Key: sessionKey(tokenId, row),
        UpdateExpression: `SET #ttl = :ttl${setProof}${removeAnswers}`,
        ...(inGroup ? { ConditionExpression: groupIsUnlocked } : {}),
        ExpressionAttributeNames: {
          '#ttl': 'ttl',
          ...(proves ? { '#proof': names.proof } : {}),
          ...(inGroup ? { '#answers': names.answers, '#until': names.lockedUntil } : {}),
        },
        ExpressionAttributeValues: {
          ':ttl': groupTtl(completedAt),
          ...(proves ? { ':proof': proof } : {}),
          ...(inGroup ? { ':now': completedAt } : {}),
        },
      },
    };
  }

  /** Locks the step-up group. Its count starts again when the lock has ended. */
  async #lockGroup(tokenId: string, row: StepUpGrantRow, lockedUntil: number): Promise<void> {
    const names = sessionAttributes(row);
    await this.#update(sessionKey(tokenId, row), {
      change: 'SET #until = :until, #ttl = :ttl REMOVE #answers',
      condition: 'attribute_not_exists(#until) OR #until < :until',
      names: { '#until': names.lockedUntil, '#answers': names.answers, '#ttl': 'ttl' },
      values: { ':until': lockedUntil, ':ttl': groupTtl(lockedUntil) },
    });
  }

  #update<Row = StepUpGrantRow>(key: Key, update: ConditionalUpdate): Promise<Row | null> {
    return conditionalUpdate<Row>(this.#client, this.#table, key, update);
  }
}
