import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A queue of reports that this version does not understand. `npm run redrive` gives them to the function again. */
export class SqsSetAside {
  readonly #sqs: SQSClient;
  readonly #queueUrl: string;

  constructor(sqs: SQSClient, queueUrl: string) {
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  /** Keeps a report, encrypted, since it may hold a token. `why` holds nothing of it. Durable once it resolves. */
  async keep(
    functionArn: string,
    entry: { readonly source: string; readonly text: string },
    why: string,
  ): Promise<void> {
    const what = `a report of the ${entry.source === 'log' ? 'delivery-status log' : 'failures topic'}`;
    const MessageBody = JSON.stringify({ functionArn, event: { setAside: [entry] }, what, why });
    await this.#sqs.send(new SendMessageCommand({ QueueUrl: this.#queueUrl, MessageBody }));
  }
}
