import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { EventSourceMapping } from '../EventSourceMapping.ts';
import type { MappingSurroundings } from '../MappingSurroundings.ts';
import { Wakeup } from '../Wakeup.ts';
import { Pauses } from './Pauses.ts';
import type { ShardEntry } from './ShardEntry.ts';
import { ShardQueues } from './ShardQueues.ts';
import { ShardWindow } from './ShardWindow.ts';
import { StreamBatchRunner } from './StreamBatchRunner.ts';

/** Between reads that no signal asked for, in case one was missed. Lambda itself polls four times a second. */
const POLL_MILLISECONDS = 1_000;
/** Between reads for a mapping with a batching window, whose records wait anyway. Lambda's own base rate. */
const GATHER_MILLISECONDS = 250;

/**
 * Reads one shard of a DynamoDB stream in order. The checkpoint stays before the oldest entry that is not done,
 * so a restart repeats records and skips none.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 */
export class StreamShardPoller {
  readonly #mapping: EventSourceMapping;
  readonly #around: MappingSurroundings;
  readonly #shardId: string;
  readonly #partitionKey: string;
  readonly #data: Wakeup;
  readonly #space: Wakeup;
  readonly #window: ShardWindow;
  readonly #queues: ShardQueues;
  readonly #pauses: Pauses;
  readonly #abort = new AbortController();
  #lastRead: string | undefined;

  constructor(
    mapping: EventSourceMapping,
    around: MappingSurroundings,
    shard: { readonly id: string; readonly partitionKey: string },
  ) {
    const { clock } = around.platform;
    this.#mapping = mapping;
    this.#around = around;
    this.#shardId = shard.id;
    this.#partitionKey = shard.partitionKey;
    this.#data = new Wakeup(clock);
    this.#space = new Wakeup(clock);
    this.#pauses = new Pauses(clock);
    this.#window = new ShardWindow((sequenceNumber) => this.#save(sequenceNumber));
    const { signal } = this.#abort;
    const onDone = () => this.#window.advance();
    const runner = new StreamBatchRunner({ mapping, around, shardId: shard.id, signal, pauses: this.#pauses, onDone });
    this.#queues = new ShardQueues({
      mapping,
      clock,
      signal,
      run: (batch) => this.#logged(runner.run(batch)),
      onEnd: onDone,
    });
  }

  /** Says that there may be new records. */
  notify(): void {
    this.#data.notify();
  }

  /** Resolves when the shard is closed and all of it done, or after `stop`. */
  async run(): Promise<void> {
    let iterator: string | undefined;
    const limit = Math.min(1000, this.#mapping.batchSize * this.#mapping.parallelizationFactor);
    while (!this.#stopped) {
      try {
        if (this.#window.size >= this.#mapping.batchSize * this.#mapping.parallelizationFactor * 2) {
          await this.#space.wait();
          continue;
        }
        iterator ??= await this.#iterator();
        const answer = await this.#call('GetRecords', { ShardIterator: iterator, Limit: limit });
        const records = Array.isArray(answer.Records) ? answer.Records.filter(isJsonObject) : [];
        this.#accept(records);
        const next = answer.NextShardIterator;
        if (typeof next !== 'string') {
          await this.#drain();
          return;
        }
        iterator = next;
        if (records.length === 0) await this.#data.wait(POLL_MILLISECONDS);
        if (this.#mapping.windowSeconds > 0 && records.length < limit) await this.#pauses.pause(GATHER_MILLISECONDS);
      } catch (error) {
        if (this.#stopped) return;
        iterator = undefined;
        if (!(error instanceof AwsError && error.code === 'ExpiredIteratorException')) {
          this.#warn('Reading the stream failed', error);
          await this.#pauses.pause(POLL_MILLISECONDS);
        }
      }
    }
  }

  stop(): void {
    this.#abort.abort();
    this.#data.notify();
    this.#space.notify();
    this.#pauses.end();
    this.#queues.stop();
  }

  get #stopped(): boolean {
    return this.#abort.signal.aborted;
  }

  async #iterator(): Promise<string> {
    const { uuid, sourceArn } = this.#mapping;
    const position = this.#around.checkpoints.get(uuid, sourceArn, this.#shardId);
    const after = this.#lastRead ?? (position?.kind === 'after' ? position.sequenceNumber : undefined);
    const horizon = { ShardIteratorType: 'TRIM_HORIZON' };
    if (after === undefined) return this.#iteratorAt(horizon);
    try {
      return await this.#iteratorAt({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after });
    } catch (error) {
      if (error instanceof AwsError && error.code === 'TrimmedDataAccessException') return this.#iteratorAt(horizon);
      throw error;
    }
  }

  async #iteratorAt(position: JsonObject): Promise<string> {
    const shard = { StreamArn: this.#mapping.sourceArn, ShardId: this.#shardId };
    return String((await this.#call('GetShardIterator', { ...shard, ...position })).ShardIterator);
  }

  #accept(records: readonly JsonObject[]): void {
    for (const record of records) {
      const change = isJsonObject(record.dynamodb) ? record.dynamodb : {};
      const created = change.ApproximateCreationDateTime;
      const full = { ...asEventRecord(record), eventSourceARN: this.#mapping.sourceArn };
      const entry: ShardEntry = {
        sequenceNumber: String(change.SequenceNumber),
        arrived: typeof created === 'number' ? created * 1000 : this.#around.platform.clock.now(),
        record: full,
        bytes: Buffer.byteLength(JSON.stringify(full)),
        done: !this.#passes(full),
      };
      this.#window.add(entry);
      this.#lastRead = entry.sequenceNumber;
      if (!entry.done) this.#queues.add(entry, this.#partitionOf(change.Keys));
    }
    this.#window.advance();
    this.#queues.schedule();
  }

  #passes(record: JsonObject): boolean {
    const { filters } = this.#mapping;
    return filters.length === 0 || filters.some((filter) => filter.matches(record));
  }

  #partitionOf(keys: unknown): string {
    return JSON.stringify(isJsonObject(keys) ? keys[this.#partitionKey] : keys) ?? '';
  }

  #save(sequenceNumber: string): void {
    if (this.#stopped) return;
    const { uuid, sourceArn } = this.#mapping;
    this.#around.checkpoints.set(uuid, sourceArn, this.#shardId, { kind: 'after', sequenceNumber });
    this.#space.notify();
  }

  /** Waits until all that was read of a closed shard is done. */
  async #drain(): Promise<void> {
    while (this.#window.size > 0 && !this.#stopped) await this.#space.wait();
    if (!this.#stopped) {
      this.#around.checkpoints.set(this.#mapping.uuid, this.#mapping.sourceArn, this.#shardId, { kind: 'closed' });
    }
  }

  async #call(operation: string, input: JsonObject): Promise<JsonObject> {
    const { platform, functions } = this.#around;
    const { configuration } = functions.resolve(functions.reference(this.#mapping.target.arn));
    return platform.aws.call(functions.principal(configuration), 'dynamodb', operation, input, {
      signal: this.#abort.signal,
    });
  }

  async #logged(batch: Promise<void>): Promise<void> {
    try {
      await batch;
    } catch (error) {
      this.#warn('A batch was not processed', error);
      throw error;
    }
  }

  #warn(what: string, error: unknown): void {
    const { sourceArn, target } = this.#mapping;
    this.#around.platform.log('warn', 'lambda', `${what}: ${sourceArn} → ${target.name}`, { error: String(error) });
  }
}

/**
 * Returns the record as Lambda's event has it.
 * The stream's API capitalizes members of `userIdentity`, the event does not.
 */
function asEventRecord(record: JsonObject): JsonObject {
  const { userIdentity, ...rest } = record;
  if (!isJsonObject(userIdentity)) return record;
  return { ...rest, userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId } };
}
