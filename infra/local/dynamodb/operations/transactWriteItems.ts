import { createHash } from 'node:crypto';
import type { AwsOperation, Permission } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { validationError } from '../errors.ts';
import type { TableDefinition } from '../storage/TableDefinition.ts';
import { itemSize } from '../values/AttributeValue.ts';
import { assertDistinct } from './batchWriteItem.ts';
import {
  addConsumption,
  type Consumption,
  consumedCapacityDetail,
  type Detail,
  describeConsumptions,
  readUnits,
  totalUnits,
} from './capacity.ts';
import { constraintError, optionalObjects, optionalString } from './input.ts';
import { tablePermission } from './permissions.ts';
import type { Services } from './Services.ts';
import { applyWrite, parseWrite, type WriteRequest } from './WriteRequest.ts';

const MAXIMUM_ITEMS = 100;
const MAXIMUM_BYTES = 4 * 1024 * 1024;
const kinds = ['ConditionCheck', 'Put', 'Update', 'Delete'] as const;

/** Ends a transaction from inside, so that everything it wrote is rolled back. */
class Cancelled extends Error {}

/** AWS remembers a ClientRequestToken for ten minutes. */
const TOKEN_MILLISECONDS = 10 * 60 * 1000;
const PURGE_MILLISECONDS = 60 * 1000;

export function transactWriteItems(services: Services): AwsOperation {
  const { store, clock, meter } = services;
  store.database.define(`
    CREATE TABLE IF NOT EXISTS transaction_tokens (token TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,
      created INTEGER NOT NULL) WITHOUT ROWID;
  `);

  let nextPurge = 0;

  /** Returns whether the token was used for the same request. Remembers it otherwise. */
  function isReplay(token: string, input: JsonObject): boolean {
    const now = clock.now();
    if (now >= nextPurge) {
      store.database.run('DELETE FROM transaction_tokens WHERE created <= ?', now - TOKEN_MILLISECONDS);
      nextPurge = now + PURGE_MILLISECONDS;
    }
    const fingerprint = createHash('sha256')
      .update(JSON.stringify(sorted(input.TransactItems)))
      .digest('hex');
    const known = store.database.get(
      'SELECT fingerprint FROM transaction_tokens WHERE token = ? AND created > ?',
      token,
      now - TOKEN_MILLISECONDS,
    );
    if (known === undefined) {
      store.database.run(
        'INSERT OR REPLACE INTO transaction_tokens (token, fingerprint, created) VALUES (?, ?, ?)',
        token,
        fingerprint,
        now,
      );
      return false;
    }
    if (known.fingerprint !== fingerprint) {
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'The request uses the same client token as a previous, but non-identical request.',
      );
    }
    return true;
  }

  return {
    permissions: (input) =>
      members(input).map(
        ([kind, member]): Permission =>
          // The check has no such key: a transaction alone has checks.
          kind === 'ConditionCheck'
            ? tablePermission(services, 'ConditionCheckItem', member)
            : tablePermission(services, `${kind}Item`, member, {
                context: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
              }),
      ),
    run(input) {
      const detail = consumedCapacityDetail(input);
      const token = optionalString(input, 'ClientRequestToken');
      if (token !== undefined && (token.length < 1 || token.length > 36)) {
        throw constraintError(token, 'ClientRequestToken', 'Member must have length less than or equal to 36');
      }
      const requests = members(input).map(([kind, member]) => parseWrite(store, kind, member));
      assertDistinct(requests, 'Transaction request cannot include multiple operations on one item');
      if (requests.reduce((sum, { item }) => sum + (item === undefined ? 0 : itemSize(item)), 0) > MAXIMUM_BYTES) {
        throw validationError('Collection size of items in transaction exceeded the maximum allowed size of 4 MB');
      }
      const reasons: JsonObject[] = [];
      try {
        return store.commit(() => {
          if (token !== undefined && isReplay(token, input)) return replayed(services, requests, detail);
          const consumed = new Map<TableDefinition, Consumption>();
          for (const request of requests) reasons.push(attempt(services, request, consumed));
          if (reasons.some((reason) => reason.Code !== 'None')) throw new Cancelled();
          for (const consumption of consumed.values()) meter.count('dynamodb:writeUnit', totalUnits(consumption));
          return { ConsumedCapacity: describeConsumptions(detail, consumed, 'WriteCapacityUnits') };
        });
      } catch (error) {
        if (!(error instanceof Cancelled)) throw error;
        const codes = reasons.map((reason) => reason.Code).join(', ');
        throw new AwsError(
          'TransactionCanceledException',
          `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
          { details: { CancellationReasons: reasons } },
        );
      }
    },
  };
}

function attempt(services: Services, request: WriteRequest, consumed: Map<TableDefinition, Consumption>): JsonObject {
  try {
    const { consumption } = applyWrite(services.store, request);
    consumed.set(request.table, addConsumption(consumed.get(request.table), consumption, 2));
    return { Code: 'None' };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'ConditionalCheckFailedException') {
      return { Code: 'ConditionalCheckFailed', Message: error.message, ...error.details };
    }
    return { Code: 'ValidationError', Message: error.message };
  }
}

/** Returns the first call's answer again, at the price of reading the items. */
function replayed({ store, meter }: Services, requests: readonly WriteRequest[], detail: Detail): JsonObject {
  const consumed = new Map<TableDefinition, Consumption>();
  for (const { table, key } of requests) {
    const item = store.items.get(table, key);
    const units = readUnits(item === undefined ? 0 : itemSize(item), true);
    consumed.set(table, addConsumption(consumed.get(table), { table: units, indexes: new Map() }, 2));
  }
  for (const consumption of consumed.values()) meter.count('dynamodb:readUnit', totalUnits(consumption));
  return { ConsumedCapacity: describeConsumptions(detail, consumed, 'ReadCapacityUnits') };
}

function members(input: JsonObject): readonly (readonly [(typeof kinds)[number], JsonObject])[] {
  const items = optionalObjects(input, 'TransactItems');
  if (items === undefined || items.length === 0) {
    throw constraintError(items, 'TransactItems', 'Member must have length greater than or equal to 1');
  }
  if (items.length > MAXIMUM_ITEMS) {
    throw constraintError(items, 'TransactItems', `Member must have length less than or equal to ${MAXIMUM_ITEMS}`);
  }
  return items.map((item) => {
    const present = kinds.flatMap((kind) => {
      const member = item[kind];
      return isJsonObject(member) ? [[kind, member] as const] : [];
    });
    const [only] = present;
    if (only === undefined || present.length > 1) {
      throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
    }
    return only;
  });
}

/**
 * Returns the value with the members of every structure in one order, so that equal requests have equal fingerprints.
 */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => [name, sorted(member)]);
}
