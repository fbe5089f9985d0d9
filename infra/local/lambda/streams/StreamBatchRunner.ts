import { randomUUID } from 'node:crypto';
import { sendToArn } from '../../shared/targets/sendToArn.ts';
import { batchItemFailures } from '../batchItemFailures.ts';
import { streamFailureRecord } from '../destinationRecord.ts';
import type { EventSourceMapping } from '../EventSourceMapping.ts';
import type { InvocationResult } from '../FunctionPool.ts';
import type { MappingSurroundings } from '../MappingSurroundings.ts';
import type { Pauses } from './Pauses.ts';
import type { ShardEntry } from './ShardEntry.ts';

const retryMilliseconds = { first: 200, most: 60_000 };

export interface StreamBatchRunnerOptions {
  readonly mapping: EventSourceMapping;
  readonly around: MappingSurroundings;
  readonly shardId: string;
  readonly signal: AbortSignal;
  readonly pauses: Pauses;
  /** Called when entries became done. */
  readonly onDone: () => void;
}

/**
 * Hands batches of one shard to the function, with retries, bisection and the on-failure destination.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export class StreamBatchRunner {
  readonly #options: StreamBatchRunnerOptions;

  constructor(options: StreamBatchRunnerOptions) {
    this.#options = options;
  }

  /**
   * Resolves when every entry is done, or after a stop.
   * @param failures attempts that failed already
   */
  async run(batch: readonly ShardEntry[], failures = 0): Promise<void> {
    const { mapping, pauses, signal } = this.#options;
    let entries = batch;
    let attempts = failures;
    while (!signal.aborted) {
      entries = await this.#dropExpired(entries, attempts);
      if (entries.length === 0) return;
      const result = await this.#invoke(entries);
      if (result === undefined || signal.aborted) continue;
      const failed = this.#firstFailure(result, entries);
      this.#markDone(entries.slice(0, failed));
      attempts = failed > 0 ? 1 : attempts + 1;
      entries = entries.slice(failed);
      if (entries.length > 1 && mapping.bisect) {
        // A bisection does not count as an attempt.
        const middle = Math.ceil(entries.length / 2);
        await pauses.pause(this.#backoff(attempts));
        await this.run(entries.slice(0, middle), attempts - 1);
        await this.run(entries.slice(middle), attempts - 1);
        return;
      }
      const { maximumRetryAttempts } = mapping;
      if (entries.length > 0 && maximumRetryAttempts >= 0 && attempts > maximumRetryAttempts) {
        await this.#discard(entries, 'RetryAttemptsExhausted', attempts, result.requestId);
        return;
      }
      if (entries.length > 0) await pauses.pause(this.#backoff(attempts));
    }
  }

  /** Returns the index of the first entry to try again, or the length where all succeeded. */
  #firstFailure(result: InvocationResult, entries: readonly ShardEntry[]): number {
    if (result.failed) return 0;
    if (!this.#options.mapping.reportBatchItemFailures) return entries.length;
    const numbers = entries.map(({ sequenceNumber }) => sequenceNumber);
    const failures = batchItemFailures(result.payload, new Set(numbers));
    return failures === undefined
      ? 0
      : Math.min(entries.length, ...failures.map((failure) => numbers.indexOf(failure)));
  }

  /** Returns `undefined` where the function is throttled or gone. That does not count as an attempt. */
  async #invoke(entries: readonly ShardEntry[]): Promise<InvocationResult | undefined> {
    const { mapping, around, pauses } = this.#options;
    try {
      const { pool, arn, version } = around.functions.resolve(around.functions.reference(mapping.target.arn));
      const payload = JSON.stringify({ Records: entries.map(({ record }) => record) });
      const { clock } = around.platform;
      pool.metrics.measure('IteratorAge', Math.max(0, clock.now() - (entries.at(-1)?.arrived ?? clock.now())));
      return await pool.invoke({ payload, invokedFunctionArn: arn, version });
    } catch (error) {
      around.platform.log('debug', 'lambda', `${mapping.target.name} is throttled`, { error: String(error) });
      await pauses.pause(this.#backoff(1));
      return undefined;
    }
  }

  async #dropExpired(entries: readonly ShardEntry[], attempts: number): Promise<readonly ShardEntry[]> {
    const { mapping, around } = this.#options;
    const { maximumRecordAgeSeconds } = mapping;
    const oldest = around.platform.clock.now() - maximumRecordAgeSeconds * 1000;
    const expired = maximumRecordAgeSeconds < 0 ? [] : entries.filter(({ arrived }) => arrived < oldest);
    if (expired.length > 0) await this.#discard(expired, 'RecordAgeExceeded', attempts, randomUUID());
    return entries.filter((entry) => !expired.includes(entry));
  }

  /** Gives entries up and tells the on-failure destination where they are. */
  async #discard(
    entries: readonly ShardEntry[],
    condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded',
    attempts: number,
    requestId: string,
  ): Promise<void> {
    const { mapping, around, shardId } = this.#options;
    const { platform, functions } = around;
    const [first, last] = [entries[0], entries.at(-1)];
    if (mapping.onFailureArn !== undefined && first !== undefined && last !== undefined) {
      const { pool, configuration, version } = functions.resolve(functions.reference(mapping.target.arn));
      const head = { time: platform.clock.now(), requestId, functionArn: mapping.target.arn };
      const record = streamFailureRecord(head, condition, attempts, version, {
        shardId,
        streamArn: mapping.sourceArn,
        startSequenceNumber: first.sequenceNumber,
        endSequenceNumber: last.sequenceNumber,
        firstArrival: first.arrived,
        lastArrival: last.arrived,
        size: entries.length,
      });
      try {
        await sendToArn(platform, functions.principal(configuration), mapping.onFailureArn, JSON.stringify(record));
      } catch (error) {
        pool.metrics.count('DestinationDeliveryFailures');
        const what = `The on-failure destination refused a batch: ${mapping.sourceArn} → ${mapping.target.name}`;
        platform.log('warn', 'lambda', what, { error: String(error) });
      }
    }
    platform.log('warn', 'lambda', `${mapping.target.name} gave up ${entries.length} records: ${condition}`);
    this.#markDone(entries);
  }

  #markDone(entries: readonly ShardEntry[]): void {
    for (const entry of entries) entry.done = true;
    this.#options.onDone();
  }

  #backoff(attempts: number): number {
    const milliseconds = Math.min(retryMilliseconds.first * 2 ** (attempts - 1), retryMilliseconds.most);
    return milliseconds * this.#options.around.retryDelayScale;
  }
}
