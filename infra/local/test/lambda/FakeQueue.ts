import type { AwsApi } from '../../platform/AwsApi.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { LocalService } from '../../platform/LocalService.ts';
import { Mailbox } from './Mailbox.ts';

export const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

/** SQS with queues in memory. A received message stays invisible until `release`. */
export class FakeQueue implements LocalService {
  readonly resources = [];
  readonly routes = [];
  readonly apis: readonly AwsApi[];
  /** Every SendMessage input, in order. */
  readonly sent = new Mailbox<JsonObject>();
  /** Receipt handles as they are deleted. */
  readonly deleted = new Mailbox<string>();
  readonly #waiting: JsonObject[] = [];
  #wake = () => {};

  constructor() {
    const on = (action: string) => (input: JsonObject) => [
      { action: `sqs:${action}`, resource: queueArn(String(input.QueueUrl).split('/').at(-1) ?? '') },
    ];
    this.apis = [
      {
        signingName: 'sqs',
        protocol: 'json-1.0',
        targetPrefix: 'AmazonSQS',
        operations: {
          GetQueueUrl: {
            permissions: () => [],
            run: (input) => ({ QueueUrl: `http://sqs/${String(input.QueueName)}` }),
          },
          SendMessage: {
            permissions: on('SendMessage'),
            run: (input) => {
              this.sent.put(input);
              return { MessageId: 'sent' };
            },
          },
          ReceiveMessage: {
            permissions: on('ReceiveMessage'),
            run: async (input, { signal }) => {
              while (this.#waiting.length === 0 && !signal.aborted) {
                await new Promise<void>((resolve) => {
                  this.#wake = resolve;
                  signal.addEventListener('abort', () => resolve());
                });
              }
              return { Messages: this.#waiting.splice(0, Number(input.MaxNumberOfMessages)) };
            },
          },
          DeleteMessageBatch: {
            permissions: on('DeleteMessage'),
            run: (input) => {
              for (const entry of Array.isArray(input.Entries) ? input.Entries.filter(isJsonObject) : []) {
                this.deleted.put(String(entry.ReceiptHandle));
              }
              return { Successful: [], Failed: [] };
            },
          },
        },
      },
    ];
  }

  /** Makes messages with these ids and bodies visible, together. */
  release(...messages: readonly (readonly [id: string, body: string])[]): void {
    for (const [id, body] of messages) {
      const attributes = { kind: { DataType: 'String', StringValue: id } };
      this.#waiting.push({
        MessageId: id,
        ReceiptHandle: `handle-${id}`,
        Body: body,
        MD5OfBody: 'md5',
        MessageAttributes: attributes,
      });
    }
    this.#wake();
  }

  start(): void {}
  stop(): void {}
}
