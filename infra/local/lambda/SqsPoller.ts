import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { queueUrl } from '../shared/targets/sendToArn.ts';
import { batchItemFailures } from './batchItemFailures.ts';
import type { EventSourceMapping } from './EventSourceMapping.ts';
import { checkGrants, type MappingSurroundings, type Poller } from './MappingSurroundings.ts';
import { joinChains } from './requestChain.ts';
import { Wakeup } from './Wakeup.ts';

/** Invocations at once, unless the mapping or the function says fewer. */
const DEFAULT_CONCURRENCY = 10;
const ERROR_PAUSE_MILLISECONDS = 1_000;
const PAYLOAD_LIMIT = 6 * 1024 * 1024;

interface Message {
  readonly id: string;
  readonly receiptHandle: string;
  readonly record: JsonObject;
  readonly traceHeader: string | undefined;
  readonly bytes: number;
}

/**
 * Polls an SQS queue for a function: one long poll at a time, several batches invoked at once.
 * Deletes the messages of a batch that succeeded, or with ReportBatchItemFailures those messages that did.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export class SqsPoller implements Poller {
  readonly #mapping: EventSourceMapping;
  readonly #around: MappingSurroundings;
  readonly #abort = new AbortController();
  readonly #freed: Wakeup;
  #busy = 0;
  #loop: Promise<void> | undefined;

  constructor(mapping: EventSourceMapping, around: MappingSurroundings) {
    this.#mapping = mapping;
    this.#around = around;
    this.#freed = new Wakeup(around.platform.clock);
  }

  start(): void {
    const { target, sourceArn } = this.#mapping;
    checkGrants(
      this.#around,
      target.name,
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      sourceArn,
    );
    this.#loop = this.#poll();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#freed.notify();
    await this.#loop;
  }

  get #stopped(): boolean {
    return this.#abort.signal.aborted;
  }

  async #poll(): Promise<void> {
    while (!this.#stopped) {
      try {
        if (this.#busy >= this.#concurrency()) {
          await this.#freed.wait();
          continue;
        }
        const messages = await this.#collect();
        const passing = messages.filter(({ record }) => this.#passes(record));
        const refused = messages.filter((message) => !passing.includes(message));
        if (refused.length > 0) await this.#delete(refused);
        const batch = passing.filter(({ traceHeader }) => !this.#endsChain(traceHeader));
        if (batch.length > 0 && !this.#stopped) this.#launch(batch);
      } catch (error) {
        if (!this.#stopped) {
          this.#warn('Polling failed', error);
          await this.#pause(ERROR_PAUSE_MILLISECONDS);
        }
      }
    }
  }

  /**
   * Whether Lambda stops the invocation for a message. The message stays in the queue and counts as received, until
   * the queue's redrive policy moves it to the dead-letter queue.
   * https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
   */
  #endsChain(traceHeader: string | undefined): boolean {
    const { functions } = this.#around;
    return functions.resolve(functions.reference(this.#mapping.target.arn)).pool.endsChain(traceHeader);
  }

  #concurrency(): number {
    const { functions } = this.#around;
    const { pool } = functions.resolve(functions.reference(this.#mapping.target.arn));
    return Math.max(1, Math.min(this.#mapping.maximumConcurrency ?? DEFAULT_CONCURRENCY, pool.concurrency));
  }

  /**
   * Returns one batch: a single receive, or with a batching window as many as fill the batch before the window closes.
   */
  async #collect(): Promise<Message[]> {
    const { batchSize, windowSeconds } = this.#mapping;
    const { clock } = this.#around.platform;
    const messages = await this.#receive(Math.min(10, batchSize), 20);
    const closes = clock.now() + windowSeconds * 1000;
    let bytes = messages.reduce((sum, message) => sum + message.bytes, 0);
    while (windowSeconds > 0 && messages.length > 0 && messages.length < batchSize && bytes < PAYLOAD_LIMIT / 2) {
      const left = Math.ceil((closes - clock.now()) / 1000);
      if (left <= 0 || this.#stopped) break;
      const more = await this.#receive(Math.min(10, batchSize - messages.length), Math.min(20, left));
      bytes += more.reduce((sum, message) => sum + message.bytes, 0);
      messages.push(...more);
    }
    return messages;
  }

  async #receive(count: number, waitSeconds: number): Promise<Message[]> {
    const { platform } = this.#around;
    const input = {
      QueueUrl: await queueUrl(platform, this.#mapping.sourceArn),
      MaxNumberOfMessages: count,
      WaitTimeSeconds: waitSeconds,
      AttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    };
    const { signal } = this.#abort;
    const answer = await platform.aws.call(this.#principal(), 'sqs', 'ReceiveMessage', input, { signal });
    const received: JsonValue = answer.Messages ?? [];
    return (Array.isArray(received) ? received : [])
      .filter(isJsonObject)
      .map((message: JsonObject) => this.#message(message));
  }

  #message(message: JsonObject): Message {
    const record = {
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: lambdaAttributes(message.MessageAttributes),
      ...(message.MD5OfMessageAttributes === undefined
        ? {}
        : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: this.#mapping.sourceArn,
      awsRegion: this.#around.platform.region,
    };
    return {
      id: String(message.MessageId),
      receiptHandle: String(message.ReceiptHandle),
      record,
      traceHeader: traceHeaderOf(message.Attributes),
      bytes: Buffer.byteLength(String(message.Body)),
    };
  }

  /** Returns whether a record passes the filters. They see the body parsed if it is JSON. */
  #passes(record: JsonObject): boolean {
    const { filters } = this.#mapping;
    return filters.length === 0 || filters.some((filter) => filter.matches({ ...record, body: parsed(record.body) }));
  }

  #launch(batch: readonly Message[]): void {
    this.#busy += 1;
    void this.#invoke(batch)
      .catch((error: unknown) => {
        if (!this.#stopped) this.#warn('A batch failed', error);
      })
      .finally(() => {
        this.#busy -= 1;
        this.#freed.notify();
      });
  }

  async #invoke(batch: readonly Message[]): Promise<void> {
    const { functions } = this.#around;
    const { pool, arn, version } = functions.resolve(functions.reference(this.#mapping.target.arn));
    const payload = JSON.stringify({ Records: batch.map(({ record }) => record) });
    const traceHeader = joinChains(batch.map((message) => message.traceHeader));
    const result = await pool.invoke({ payload, invokedFunctionArn: arn, version, traceHeader });
    if (result.failed || this.#stopped) return;
    const failed = this.#mapping.reportBatchItemFailures
      ? batchItemFailures(result.payload, new Set(batch.map(({ id }) => id)))
      : [];
    if (failed !== undefined) await this.#delete(batch.filter(({ id }) => !failed.includes(id)));
  }

  async #delete(messages: readonly Message[]): Promise<void> {
    const { platform } = this.#around;
    const url = await queueUrl(platform, this.#mapping.sourceArn);
    for (let index = 0; index < messages.length; index += 10) {
      const entries = messages.slice(index, index + 10);
      await platform.aws.call(this.#principal(), 'sqs', 'DeleteMessageBatch', {
        QueueUrl: url,
        Entries: entries.map(({ receiptHandle }, at) => ({ Id: String(at), ReceiptHandle: receiptHandle })),
      });
    }
  }

  #principal() {
    const { functions } = this.#around;
    return functions.principal(functions.resolve(functions.reference(this.#mapping.target.arn)).configuration);
  }

  async #pause(milliseconds: number): Promise<void> {
    await this.#freed.wait(milliseconds);
  }

  #warn(what: string, error: unknown): void {
    const { sourceArn, target } = this.#mapping;
    this.#around.platform.log('warn', 'lambda', `${what}: ${sourceArn} → ${target.name}`, { error: String(error) });
  }
}

function traceHeaderOf(attributes: JsonValue | undefined): string | undefined {
  const header = isJsonObject(attributes) ? attributes.AWSTraceHeader : undefined;
  return typeof header === 'string' ? header : undefined;
}

function lambdaAttributes(attributes: JsonValue | undefined): JsonObject {
  if (!isJsonObject(attributes)) return {};
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const { StringValue, BinaryValue, DataType } = isJsonObject(attribute) ? attribute : {};
      return [
        name,
        {
          ...(StringValue === undefined ? {} : { stringValue: StringValue }),
          ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ];
    }),
  );
}

function parsed(body: JsonValue | undefined): JsonValue {
  if (typeof body !== 'string') return body ?? null;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
