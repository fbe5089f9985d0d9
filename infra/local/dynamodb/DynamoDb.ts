import type { AwsApi, AwsOperation } from '../platform/AwsApi.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { refusedOperation } from '../platform/refusedOperation.ts';
import { batchGetItem } from './operations/batchGetItem.ts';
import { batchWriteItem } from './operations/batchWriteItem.ts';
import { getItem } from './operations/getItem.ts';
import { query } from './operations/query.ts';
import type { Services } from './operations/Services.ts';
import { scan } from './operations/scan.ts';
import { streamOperations } from './operations/streams.ts';
import { tableOperations } from './operations/tables.ts';
import { transactGetItems } from './operations/transactGetItems.ts';
import { transactWriteItems } from './operations/transactWriteItems.ts';
import { writeItem } from './operations/writeItem.ts';
import { Database } from './storage/Database.ts';
import { TableStore } from './storage/TableStore.ts';
import { TimeToLive } from './TimeToLive.ts';
import { tableProviders } from './tableProviders.ts';

/**
 * DynamoDB in one process over SQLite: tables, indexes, transactions, streams and time to live.
 * A write that was answered is committed and survives the process being killed.
 */
export class DynamoDb implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];
  readonly #store: TableStore;
  readonly #timeToLive: TimeToLive;
  readonly #signals: Platform['signals'];

  constructor(platform: Platform) {
    this.#signals = platform.signals;
    this.#store = new TableStore(
      new Database(platform.database('dynamodb')),
      platform,
      platform.clock,
      platform.signals,
    );
    this.#timeToLive = new TimeToLive(this.#store, platform.clock, platform.log);
    const services: Services = { store: this.#store, meter: platform.meter, clock: platform.clock };
    this.apis = [
      {
        signingName: 'dynamodb',
        protocol: 'json-1.0',
        targetPrefix: 'DynamoDB_20120810',
        operations: operations(services),
      },
      {
        signingName: 'dynamodb',
        protocol: 'json-1.0',
        targetPrefix: 'DynamoDBStreams_20120810',
        operations: streamOperations(services),
      },
    ];
    this.resources = tableProviders(this.#store, platform.log);
  }

  start(): void {
    this.#timeToLive.start();
  }

  stop(): void {
    this.#timeToLive.stop();
  }

  /**
   * Calls `listener` soon after every commit that adds records to the stream, so that a reader need not poll.
   * Returns a function that ends it.
   */
  onStreamAppend(streamArn: string, listener: () => void): () => void {
    return this.#signals.on(`dynamodb:${streamArn}`, listener);
  }
}

function operations(services: Services): Readonly<Record<string, AwsOperation>> {
  return {
    ...tableOperations(services),
    PutItem: writeItem(services, 'Put'),
    GetItem: getItem(services),
    UpdateItem: writeItem(services, 'Update'),
    DeleteItem: writeItem(services, 'Delete'),
    Query: query(services),
    Scan: scan(services),
    BatchGetItem: batchGetItem(services),
    BatchWriteItem: batchWriteItem(services),
    TransactWriteItems: transactWriteItems(services),
    TransactGetItems: transactGetItems(services),
    ExecuteStatement: refusedOperation('PartiQL (ExecuteStatement)'),
    BatchExecuteStatement: refusedOperation('PartiQL (BatchExecuteStatement)'),
    ExecuteTransaction: refusedOperation('PartiQL (ExecuteTransaction)'),
  };
}
