import { randomUUID } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import { sendToArn } from '../shared/targets/sendToArn.ts';
import { batchItemFailures } from './batchItemFailures.ts';
import { streamFailureRecord } from './destinationRecord.ts';
import type { EventSourceMapping } from './EventSourceMapping.ts';
import type { InvocationResult } from './FunctionPool.ts';
import type { ResolvedFunction } from './Functions.ts';
import type { MappingSurroundings } from './MappingSurroundings.ts';
import { Wakeup } from './Wakeup.ts';

/** A read without a signal, in case one was missed; Lambda itself polls four times a second. */
const POLL_MILLISECONDS = 1_000;
/** Between reads for a mapping with a batching window, whose records wait anyway. "Lambda polls … at a base rate of 4 times per second." */
const GATHER_MILLISECONDS = 250;
const PAYLOAD_LIMIT = 6 * 1024 * 1024 - 1024;
const retryMilliseconds = { first: 200, most: 60_000 };

interface Entry {
  readonly sequenceNumber: string;
  readonly arrived: number;
  readonly record: JsonObject;
  readonly bytes: number;
  done: boolean;
}

interface Lane {
  readonly queue: Entry[];
  running: boolean;
  cancelWindow: () => void;
}

/**
 * Reads one shard of a DynamoDB stream in order and hands its records to the function in batches. With a parallelization factor the
 * records of one partition key stay in one lane, hence in order. The checkpoint follows the oldest record that is not done, so that a
 * restart repeats records and never skips one.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 */
export class StreamShardPoller {
  readonly #mapping: EventSourceMapping;
  readonly #around: MappingSurroundings;
  readonly #shardId: string;
  readonly #partitionKey: string;
  readonly #data: Wakeup;
  readonly #space: Wakeup;
  readonly #lanes: readonly Lane[];
  readonly #abort = new AbortController();
  readonly #pauses = new Set<() => void>();
  /** Everything read that is not checkpointed yet, in the shard's order. */
  readonly #window: Entry[] = [];
  #lastRead: string | undefined;

  constructor(
    mapping: EventSourceMapping,
    around: MappingSurroundings,
    shard: { readonly id: string; readonly partitionKey: string },
  ) {
    this.#mapping = mapping;
    this.#around = around;
    this.#shardId = shard.id;
    this.#partitionKey = shard.partitionKey;
    this.#data = new Wakeup(around.platform.clock);
    this.#space = new Wakeup(around.platform.clock);
    this.#lanes = Array.from({ length: mapping.parallelizationFactor }, () => ({
      queue: [],
      running: false,
      cancelWindow: () => {},
    }));
  }

  /** There may be new records. */
  notify(): void {
    this.#data.notify();
  }

  /** Resolves when the shard is closed and all of it done, or after `stop`. */
  async run(): Promise<void> {
    let iterator: string | undefined;
    while (!this.#stopped) {
      try {
        if (this.#window.length >= this.#mapping.batchSize * this.#lanes.length * 2) {
          await this.#space.wait();
          continue;
        }
        iterator ??= await this.#iterator();
        const limit = Math.min(1000, this.#mapping.batchSize * this.#lanes.length);
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
        if (this.#mapping.windowSeconds > 0 && records.length < limit) await this.#pause(GATHER_MILLISECONDS);
      } catch (error) {
        if (this.#stopped) return;
        iterator = undefined;
        if (!(error instanceof AwsError && error.code === 'ExpiredIteratorException')) {
          this.#warn('Reading the stream failed', error);
          await this.#pause(POLL_MILLISECONDS);
        }
      }
    }
  }

  stop(): void {
    this.#abort.abort();
    this.#data.notify();
    this.#space.notify();
    for (const end of this.#pauses) end();
    for (const lane of this.#lanes) lane.cancelWindow();
  }

  get #stopped(): boolean {
    return this.#abort.signal.aborted;
  }

  async #iterator(): Promise<string> {
    const { uuid, sourceArn } = this.#mapping;
    const position = this.#around.checkpoints.get(uuid, sourceArn, this.#shardId);
    const after = this.#lastRead ?? (position?.kind === 'after' ? position.sequenceNumber : undefined);
    const shard = { StreamArn: sourceArn, ShardId: this.#shardId };
    try {
      const input =
        after === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
      return String((await this.#call('GetShardIterator', { ...shard, ...input })).ShardIterator);
    } catch (error) {
      if (error instanceof AwsError && error.code === 'TrimmedDataAccessException') {
        return String(
          (await this.#call('GetShardIterator', { ...shard, ShardIteratorType: 'TRIM_HORIZON' })).ShardIterator,
        );
      }
      throw error;
    }
  }

  #accept(records: readonly JsonObject[]): void {
    for (const record of records) {
      const change = isJsonObject(record.dynamodb) ? record.dynamodb : {};
      const created = change.ApproximateCreationDateTime;
      const full = { ...asEventRecord(record), eventSourceARN: this.#mapping.sourceArn };
      const entry: Entry = {
        sequenceNumber: String(change.SequenceNumber),
        arrived: typeof created === 'number' ? created * 1000 : this.#around.platform.clock.now(),
        record: full,
        bytes: Buffer.byteLength(JSON.stringify(full)),
        done: !this.#passes(full),
      };
      this.#window.push(entry);
      this.#lastRead = entry.sequenceNumber;
      if (!entry.done) this.#lane(change.Keys).queue.push(entry);
    }
    this.#advance();
    for (const lane of this.#lanes) this.#schedule(lane);
  }

  #passes(record: JsonObject): boolean {
    const { filters } = this.#mapping;
    return filters.length === 0 || filters.some((filter) => filter.matches(record));
  }

  #lane(keys: unknown): Lane {
    const key = JSON.stringify(isJsonObject(keys) ? keys[this.#partitionKey] : keys) ?? '';
    let hash = 0;
    for (const character of key) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
    const lane = this.#lanes[hash % this.#lanes.length];
    if (lane === undefined) throw new RangeError('A mapping has at least one lane.');
    return lane;
  }

  /** Starts a batch where the lane is free and the batch is full, or its window closed. */
  #schedule(lane: Lane): void {
    const { batchSize, windowSeconds } = this.#mapping;
    const oldest = lane.queue[0];
    if (lane.running || oldest === undefined || this.#stopped) return;
    lane.cancelWindow();
    const { clock } = this.#around.platform;
    const left = lane.queue.length >= batchSize ? 0 : oldest.arrived + windowSeconds * 1000 - clock.now();
    if (windowSeconds > 0 && left > 0) lane.cancelWindow = clock.after(left, () => this.#start(lane));
    else this.#start(lane);
  }

  #start(lane: Lane): void {
    if (lane.running || this.#stopped) return;
    let bytes = 0;
    let count = 0;
    for (const entry of lane.queue.slice(0, this.#mapping.batchSize)) {
      bytes += entry.bytes + 1;
      if (count > 0 && bytes > PAYLOAD_LIMIT) break;
      count += 1;
    }
    const batch = lane.queue.splice(0, count);
    lane.running = true;
    void this.#process(batch, 0)
      .catch((error: unknown) => {
        this.#warn('A batch was not processed', error);
        lane.queue.unshift(...batch.filter((entry) => !entry.done));
      })
      .finally(() => {
        lane.running = false;
        this.#advance();
        this.#schedule(lane);
      });
  }

  /** Until every entry is done: succeeded, given up, or too old. */
  async #process(batch: readonly Entry[], failures: number): Promise<void> {
    let entries = batch;
    let attempts = failures;
    while (!this.#stopped) {
      entries = await this.#dropExpired(entries, attempts);
      if (entries.length === 0) return;
      const result = await this.#invoke(entries);
      if (result === undefined || this.#stopped) continue;
      const failed = this.#firstFailure(result, entries);
      for (const entry of entries.slice(0, failed)) entry.done = true;
      this.#advance();
      attempts = failed > 0 ? 1 : attempts + 1;
      entries = entries.slice(failed);
      if (entries.length > 1 && this.#mapping.bisect) {
        // A bisection does not count as an attempt.
        const middle = Math.ceil(entries.length / 2);
        await this.#pause(this.#backoff(attempts));
        await this.#process(entries.slice(0, middle), attempts - 1);
        await this.#process(entries.slice(middle), attempts - 1);
        return;
      }
      const { maximumRetryAttempts } = this.#mapping;
      if (entries.length > 0 && maximumRetryAttempts >= 0 && attempts > maximumRetryAttempts) {
        await this.#discard(entries, 'RetryAttemptsExhausted', attempts, result.requestId);
        return;
      }
      if (entries.length > 0) await this.#pause(this.#backoff(attempts));
    }
  }

  /** Index of the first entry that is to be tried again; the length where all succeeded. */
  #firstFailure(result: InvocationResult, entries: readonly Entry[]): number {
    if (result.failed) return 0;
    if (!this.#mapping.reportBatchItemFailures) return entries.length;
    const numbers = entries.map(({ sequenceNumber }) => sequenceNumber);
    const failures = batchItemFailures(result.payload, new Set(numbers));
    return failures === undefined
      ? 0
      : Math.min(entries.length, ...failures.map((failure) => numbers.indexOf(failure)));
  }

  /** `undefined` where the function was throttled or is not there: a later attempt, which does not count. */
  async #invoke(entries: readonly Entry[]): Promise<InvocationResult | undefined> {
    try {
      const { pool, arn, version } = this.#target();
      const payload = JSON.stringify({ Records: entries.map(({ record }) => record) });
      return await pool.invoke({ payload, invokedFunctionArn: arn, version });
    } catch (error) {
      this.#around.platform.log('debug', 'lambda', `${this.#mapping.target.name} is throttled`, {
        error: String(error),
      });
      await this.#pause(this.#backoff(1));
      return undefined;
    }
  }

  async #dropExpired(entries: readonly Entry[], attempts: number): Promise<readonly Entry[]> {
    const { maximumRecordAgeSeconds } = this.#mapping;
    const oldest = this.#around.platform.clock.now() - maximumRecordAgeSeconds * 1000;
    const expired = maximumRecordAgeSeconds < 0 ? [] : entries.filter(({ arrived }) => arrived < oldest);
    if (expired.length > 0) await this.#discard(expired, 'RecordAgeExceeded', attempts, randomUUID());
    return entries.filter((entry) => !expired.includes(entry));
  }

  async #discard(
    entries: readonly Entry[],
    condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded',
    attempts: number,
    requestId: string,
  ): Promise<void> {
    const { onFailureArn, sourceArn } = this.#mapping;
    const [first, last] = [entries[0], entries.at(-1)];
    const { platform, functions } = this.#around;
    if (onFailureArn !== undefined && first !== undefined && last !== undefined) {
      const { configuration, version } = this.#target();
      const head = { time: platform.clock.now(), requestId, functionArn: this.#mapping.target.arn };
      const record = streamFailureRecord(head, condition, attempts, version, {
        shardId: this.#shardId,
        streamArn: sourceArn,
        startSequenceNumber: first.sequenceNumber,
        endSequenceNumber: last.sequenceNumber,
        firstArrival: first.arrived,
        lastArrival: last.arrived,
        size: entries.length,
      });
      try {
        await sendToArn(platform, functions.principal(configuration), onFailureArn, JSON.stringify(record));
      } catch (error) {
        // AWS counts DestinationDeliveryFailures and goes on.
        this.#warn('The on-failure destination refused a batch', error);
      }
    }
    platform.log('warn', 'lambda', `${this.#mapping.target.name} gave up ${entries.length} records: ${condition}`);
    for (const entry of entries) entry.done = true;
    this.#advance();
  }

  /** Moves the checkpoint behind the last entry before which all are done. */
  #advance(): void {
    const open = this.#window.findIndex((entry) => !entry.done);
    const done = this.#window.splice(0, open < 0 ? this.#window.length : open);
    const last = done.at(-1);
    if (last !== undefined && !this.#stopped) {
      const { uuid, sourceArn } = this.#mapping;
      this.#around.checkpoints.set(uuid, sourceArn, this.#shardId, {
        kind: 'after',
        sequenceNumber: last.sequenceNumber,
      });
      this.#space.notify();
    }
  }

  /** A closed shard: waits until all that was read is done. */
  async #drain(): Promise<void> {
    while (this.#window.length > 0 && !this.#stopped) await this.#space.wait();
    if (!this.#stopped) {
      this.#around.checkpoints.set(this.#mapping.uuid, this.#mapping.sourceArn, this.#shardId, { kind: 'closed' });
    }
  }

  #target(): ResolvedFunction {
    const { functions } = this.#around;
    return functions.resolve(functions.reference(this.#mapping.target.arn));
  }

  async #call(operation: string, input: JsonObject): Promise<JsonObject> {
    const { platform, functions } = this.#around;
    const principal = functions.principal(this.#target().configuration);
    return platform.aws.call(principal, 'dynamodb', operation, input, this.#abort.signal);
  }

  #backoff(attempts: number): number {
    const milliseconds = Math.min(retryMilliseconds.first * 2 ** (attempts - 1), retryMilliseconds.most);
    return milliseconds * this.#around.retryDelayScale;
  }

  /** Ends early when the poller stops. */
  async #pause(milliseconds: number): Promise<void> {
    if (this.#stopped) return;
    let end = () => {};
    await new Promise<void>((resolve) => {
      const cancel = this.#around.platform.clock.after(milliseconds, resolve);
      end = () => {
        cancel();
        resolve();
      };
      this.#pauses.add(end);
    });
    this.#pauses.delete(end);
  }

  #warn(what: string, error: unknown): void {
    const { sourceArn, target } = this.#mapping;
    this.#around.platform.log('warn', 'lambda', `${what}: ${sourceArn} → ${target.name}`, { error: String(error) });
  }
}

/** The stream's API capitalizes the members of `userIdentity`; Lambda's event does not. */
function asEventRecord(record: JsonObject): JsonObject {
  const { userIdentity, ...rest } = record;
  if (!isJsonObject(userIdentity)) return record;
  return { ...rest, userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId } };
}
