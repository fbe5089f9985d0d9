import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { EventSourceMapping } from '../EventSourceMapping.ts';
import { checkGrants, type MappingSurroundings, type Poller } from '../MappingSurroundings.ts';
import { Wakeup } from '../Wakeup.ts';
import { StreamShardPoller } from './StreamShardPoller.ts';

/** How often the stream is asked for new shards. */
const DESCRIBE_MILLISECONDS = 30_000;

interface Shard {
  readonly id: string;
  readonly parent: string | undefined;
  readonly partitionKey: string;
}

/** Polls a DynamoDB stream for a function: a poller per open shard. A child shard waits until its parent is done. */
export class DynamoDbStreamPoller implements Poller {
  readonly #mapping: EventSourceMapping;
  readonly #around: MappingSurroundings;
  readonly #shards = new Map<string, { readonly poller: StreamShardPoller; readonly run: Promise<void> }>();
  readonly #changed: Wakeup;
  #unsubscribe = () => {};
  #stopped = false;
  #loop: Promise<void> | undefined;

  constructor(mapping: EventSourceMapping, around: MappingSurroundings) {
    this.#mapping = mapping;
    this.#around = around;
    this.#changed = new Wakeup(around.platform.clock);
  }

  start(): void {
    const { target, sourceArn } = this.#mapping;
    checkGrants(
      this.#around,
      target.name,
      ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
      sourceArn,
    );
    this.#unsubscribe = this.#around.platform.signals.on(`dynamodb:${sourceArn}`, () => {
      for (const { poller } of this.#shards.values()) poller.notify();
    });
    this.#loop = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    this.#changed.notify();
    for (const { poller } of this.#shards.values()) poller.stop();
    await Promise.allSettled([this.#loop, ...[...this.#shards.values()].map(({ run }) => run)]);
  }

  async #watch(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#startShards();
        await this.#changed.wait(DESCRIBE_MILLISECONDS);
      } catch (error) {
        const { sourceArn, target } = this.#mapping;
        this.#around.platform.log('warn', 'lambda', `Describing the stream failed: ${sourceArn} → ${target.name}`, {
          error: String(error),
        });
        await this.#changed.wait(1_000);
      }
    }
  }

  async #startShards(): Promise<void> {
    const { uuid, sourceArn } = this.#mapping;
    const { checkpoints, functions, platform } = this.#around;
    const { configuration } = functions.resolve(functions.reference(this.#mapping.target.arn));
    const shards = await describeShards((input) =>
      platform.aws.call(functions.principal(configuration), 'dynamodb', 'DescribeStream', {
        StreamArn: sourceArn,
        ...input,
      }),
    );
    const isClosed = (id: string) => checkpoints.get(uuid, sourceArn, id)?.kind === 'closed';
    for (const shard of shards) {
      const waits = shards.some(({ id }) => id === shard.parent && !isClosed(id));
      if (this.#stopped || waits || isClosed(shard.id) || this.#shards.has(shard.id)) continue;
      const poller = new StreamShardPoller(this.#mapping, this.#around, shard);
      const run = poller.run().finally(() => {
        this.#shards.delete(shard.id);
        this.#changed.notify();
      });
      this.#shards.set(shard.id, { poller, run });
    }
  }
}

/**
 * Fixes where a new mapping begins. `LATEST` becomes "after the last record there is now", which still means the same
 * after a restart.
 */
export async function pinStart(mapping: EventSourceMapping, around: MappingSurroundings): Promise<void> {
  const { uuid, sourceArn } = mapping;
  const { checkpoints, platform } = around;
  if (mapping.startingPosition === 'TRIM_HORIZON' || checkpoints.knows(uuid, sourceArn)) return;
  const call = (operation: string, input: JsonObject) =>
    platform.aws.call({ kind: 'root' }, 'dynamodb', operation, input);
  for (const shard of await describeShards((input) => call('DescribeStream', { StreamArn: sourceArn, ...input }))) {
    const at = { StreamArn: sourceArn, ShardId: shard.id, ShardIteratorType: 'TRIM_HORIZON' };
    let iterator = (await call('GetShardIterator', at)).ShardIterator;
    let last: string | undefined;
    while (typeof iterator === 'string') {
      const answer = await call('GetRecords', { ShardIterator: iterator, Limit: 1000 });
      const record = Array.isArray(answer.Records) ? answer.Records.at(-1) : undefined;
      if (!isJsonObject(record) || !isJsonObject(record.dynamodb)) break;
      last = String(record.dynamodb.SequenceNumber);
      iterator = answer.NextShardIterator;
    }
    checkpoints.set(
      uuid,
      sourceArn,
      shard.id,
      last === undefined ? { kind: 'horizon' } : { kind: 'after', sequenceNumber: last },
    );
  }
}

async function describeShards(describe: (input: JsonObject) => Promise<JsonObject>): Promise<readonly Shard[]> {
  const shards: Shard[] = [];
  let after: string | undefined;
  do {
    const answer = await describe(after === undefined ? {} : { ExclusiveStartShardId: after });
    const description = isJsonObject(answer.StreamDescription) ? answer.StreamDescription : {};
    const keys = Array.isArray(description.KeySchema) ? description.KeySchema.filter(isJsonObject) : [];
    const partitionKey = String(keys.find((key: JsonObject) => key.KeyType === 'HASH')?.AttributeName ?? '');
    for (const shard of Array.isArray(description.Shards) ? description.Shards.filter(isJsonObject) : []) {
      const parent = shard.ParentShardId;
      shards.push({
        id: String(shard.ShardId),
        parent: typeof parent === 'string' ? parent : undefined,
        partitionKey,
      });
    }
    const last = description.LastEvaluatedShardId;
    after = typeof last === 'string' ? last : undefined;
  } while (after !== undefined);
  return shards;
}
