import { AwsError } from '../platform/AwsError.ts';

export interface ReceiptHandle {
  /** The queue's name. */
  readonly queue: string;
  readonly messageId: string;
  /** New with every receive. */
  readonly receipt: string;
}

export function formatReceiptHandle(handle: ReceiptHandle): string {
  return Buffer.from(`${handle.queue} ${handle.messageId} ${handle.receipt}`, 'utf8').toString('base64');
}

/** Reads a receipt handle. Throws ReceiptHandleIsInvalid if no receive of this queue can have returned it. */
export function parseReceiptHandle(text: string, queue: string): ReceiptHandle {
  const [name, messageId, receipt, ...more] = Buffer.from(text, 'base64').toString('utf8').split(' ');
  if (name !== queue || messageId === undefined || receipt === undefined || more.length > 0) {
    throw new AwsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${text.slice(0, 128)}" is not a valid receipt handle.`,
      {
        status: 404,
      },
    );
  }
  return { queue: name, messageId, receipt };
}
