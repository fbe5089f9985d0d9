import { DatabaseSync } from 'node:sqlite';
import { DynamoDb } from '../../dynamodb/DynamoDb.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { type Log, silentLog } from '../../platform/Log.ts';
import { Meter } from '../../platform/Meter.ts';
import { Metrics } from '../../platform/Metrics.ts';
import type { Platform } from '../../platform/Platform.ts';
import { Signals } from '../../platform/Signals.ts';
import { ManualClock } from '../../testing/ManualClock.ts';

const absent = (): never => {
  throw new Error('DynamoDB needs none of this');
};

/** DynamoDB's API objects without a front, on a clock that the test moves. */
export function callDynamoDb(options: { readonly file?: string; readonly log?: Log } = {}) {
  const clock = new ManualClock();
  const meter = new Meter();
  const connection = new DatabaseSync(options.file ?? ':memory:');
  const platform: Platform = {
    accountId: '123456789012',
    region: 'eu-west-1',
    clock,
    meter,
    metrics: new Metrics(clock, options.log ?? silentLog),
    log: options.log ?? silentLog,
    signals: new Signals(),
    outbox: { add: absent },
    aws: { call: absent, assume: absent, authorize: absent },
    database: () => connection,
    baseUrl: absent,
    secureBaseUrl: absent,
    credentials: absent,
  };
  const dynamoDb = new DynamoDb(platform);
  const operation = (name: string) => {
    const found = dynamoDb.apis.map((api) => api.operations[name]).find((candidate) => candidate !== undefined);
    if (found === undefined) throw new Error(`There is no operation ${name}`);
    return found;
  };
  return {
    dynamoDb,
    clock,
    meter,
    permissions: (name: string, input: JsonObject) => operation(name).permissions(input),
    /** Returns the answer as a client sees it, without undefined members. */
    call: async (name: string, input: JsonObject): Promise<JsonObject> => {
      const { signal } = new AbortController();
      const answer = await operation(name).run(input, { principal: { kind: 'root' }, requestId: 'request', signal });
      return JSON.parse(JSON.stringify(answer)) as JsonObject;
    },
    close: () => connection.close(),
  };
}

/** CreateTable's input for an on-demand table with the string key `id`. */
export const simpleTable = (TableName: string, more: JsonObject = {}): JsonObject => ({
  TableName,
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
  ...more,
});
