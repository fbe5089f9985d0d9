import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Key, stepUpAnswersKey, stepUpAuditKey, stepUpGrantKey, stepUpSessionKey } from '../domain/keys.ts';
import type { StepUpGrantRow } from '../domain/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../domain/stepUp/stepUpLimits.ts';
import type { ChallengeStore, Completion, Initiation } from '../stepUp/ChallengeStore.ts';

const HOUR = 3600;

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

  async find(tokenId: string, challengeId: string): Promise<StepUpGrantRow | null> {
    const { pk, sk } = stepUpGrantKey(tokenId, '');
    // A partition holds one row per guarded operation: a few.
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        FilterExpression: 'challengeId = :challengeId',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk, ':challengeId': challengeId },
        ConsistentRead: true,
      }),
    );
    return (Items[0] as StepUpGrantRow | undefined) ?? null;
  }

  async claimSend(tokenId: string, row: StepUpGrantRow, limit: number, now: number): Promise<boolean> {
    const claimed = await this.#update(stepUpGrantKey(tokenId, row.operation), {
      change: 'SET sends = if_not_exists(sends, :none) + :one',
      condition:
        'challengeId = :id AND #status IN (:required, :initiated) AND expiresAt > :now AND (attribute_not_exists(sends) OR sends < :limit)',
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

  initiate(tokenId: string, row: StepUpGrantRow, initiation: Initiation): Promise<StepUpGrantRow | null> {
    const { destination, expiresAt, matchNumber, method } = initiation;
    return this.#update(stepUpGrantKey(tokenId, row.operation), {
      change: `SET #status = :initiated, #method = :method, expiresAt = :expiresAt, #ttl = :ttl${destination === undefined ? '' : ', destination = :destination'}${matchNumber === undefined ? '' : ', matchNumber = :matchNumber'}`,
      condition: 'challengeId = :id AND #status IN (:required, :initiated)',
      names: { '#method': 'method', '#ttl': 'ttl' },
      values: {
        ':id': row.challengeId,
        ':required': 'STEP_UP_REQUIRED',
        ':initiated': 'STEP_UP_INITIATED',
        ':method': method,
        ':expiresAt': expiresAt,
        ':ttl': expiresAt + stepUpLimits.retentionSeconds,
        ...(destination === undefined ? {} : { ':destination': destination }),
        ...(matchNumber === undefined ? {} : { ':matchNumber': matchNumber }),
      },
    });
  }

  claimAttempt(tokenId: string, row: StepUpGrantRow, now: number): Promise<StepUpGrantRow | null> {
    return this.#update(stepUpGrantKey(tokenId, row.operation), {
      change: 'SET attempts = attempts + :one',
      condition: 'challengeId = :id AND #status = :initiated AND attempts < maxAttempts AND expiresAt > :now',
      values: { ':one': 1, ':id': row.challengeId, ':initiated': 'STEP_UP_INITIATED', ':now': now },
    });
  }

  async returnAttempt(tokenId: string, row: StepUpGrantRow): Promise<void> {
    await this.#update(stepUpGrantKey(tokenId, row.operation), {
      change: 'SET attempts = attempts - :one',
      condition: 'challengeId = :id AND #status = :initiated AND attempts >= :one',
      values: { ':one': 1, ':id': row.challengeId, ':initiated': 'STEP_UP_INITIATED' },
    });
  }

  async lock(tokenId: string, row: StepUpGrantRow, lockedUntil: number): Promise<void> {
    await this.#update(stepUpGrantKey(tokenId, row.operation), {
      change: 'SET #status = :locked, lockedUntil = :until, #ttl = :ttl',
      condition: 'challengeId = :id AND #status = :initiated',
      names: { '#ttl': 'ttl' },
      values: {
        ':locked': 'STEP_UP_LOCKED',
        ':until': lockedUntil,
        ':ttl': lockedUntil + stepUpLimits.retentionSeconds,
        ':id': row.challengeId,
        ':initiated': 'STEP_UP_INITIATED',
      },
    });
  }

  async complete(tokenId: string, row: StepUpGrantRow, completion: Completion): Promise<boolean> {
    const { audit, completedAt, expiresAt, method, sessionExpiresAt } = completion;
    const grant = {
      Update: {
        TableName: this.#table,
        Key: stepUpGrantKey(tokenId, row.operation),
        UpdateExpression: 'SET #status = :completed, completedAt = :completedAt, expiresAt = :expiresAt, #ttl = :ttl',
        ConditionExpression: 'challengeId = :id AND #status = :initiated AND #method = :method',
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
    const session = {
      Put: {
        TableName: this.#table,
        Item: {
          ...stepUpSessionKey(tokenId),
          method,
          completedAt,
          expiresAt: sessionExpiresAt,
          ttl: sessionExpiresAt + stepUpLimits.retentionSeconds,
        },
      },
    };
    try {
      await this.#client.send(
        new TransactWriteCommand({
          TransactItems: row.scope === 'SESSION' ? [grant, record, session] : [grant, record],
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledException) {
        if (error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed') return false;
      }
      throw error;
    }
  }

  async claimAnswer(userId: string, limit: number, now: number): Promise<boolean> {
    const hour = Math.floor(now / HOUR);
    const claimed = await this.#update(stepUpAnswersKey(userId, hour), {
      change: 'SET answers = if_not_exists(answers, :none) + :one, #ttl = :ttl',
      condition: 'attribute_not_exists(answers) OR answers < :limit',
      names: { '#ttl': 'ttl' },
      values: { ':none': 0, ':one': 1, ':limit': limit, ':ttl': (hour + 2) * HOUR },
    });
    return claimed !== null;
  }

  async returnAnswer(userId: string, now: number): Promise<void> {
    await this.#update(stepUpAnswersKey(userId, Math.floor(now / HOUR)), {
      change: 'SET answers = answers - :one',
      condition: 'answers >= :one',
      values: { ':one': 1 },
    });
  }

  /** The row after the change; null where the condition does not hold. */
  async #update(
    key: Key,
    update: {
      readonly change: string;
      readonly condition: string;
      readonly names?: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, unknown>>;
    },
  ): Promise<StepUpGrantRow | null> {
    const { change, condition, names = {}, values } = update;
    const allNames: Record<string, string> = { ...names };
    if (`${change} ${condition}`.includes('#status')) allNames['#status'] = 'status';
    try {
      const { Attributes } = await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: key,
          UpdateExpression: change,
          ConditionExpression: condition,
          ...(Object.keys(allNames).length > 0 ? { ExpressionAttributeNames: allNames } : {}),
          ExpressionAttributeValues: values,
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Attributes as StepUpGrantRow;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return null;
      throw error;
    }
  }
}
