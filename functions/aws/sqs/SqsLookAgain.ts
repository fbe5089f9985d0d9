import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Feedback } from '../../rules/feedback/Feedback.ts';

/** Some 100 KB: SQS takes 256 KiB. */
const A_MESSAGE = 200;

/** The queue of feedback whose publication is not known yet. After a minute `feedback` looks at it again. */
export class SqsLookAgain {
  readonly #sqs: SQSClient;
  readonly #queueUrl: string;

  constructor(sqs: SQSClient, queueUrl: string) {
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  /** Keeps feedback, in the form that `npm run redrive` takes from the dead-letter place. Durable once it resolves. */
  async add(functionArn: string, again: readonly Feedback[]): Promise<void> {
    for (let start = 0; start < again.length; start += A_MESSAGE) {
      const feedback = again.slice(start, start + A_MESSAGE);
      const setAside = feedback.map((one) => ({ source: 'feedback', text: JSON.stringify(one) }));
      const [what, why] = [`${feedback.length} answers of push services`, 'no row of the ledger explains them'];
      const MessageBody = JSON.stringify({ functionArn, event: { setAside }, what, why });
      await this.#sqs.send(new SendMessageCommand({ QueueUrl: this.#queueUrl, MessageBody }));
    }
  }
}
