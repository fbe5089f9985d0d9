import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { inParallel } from '../../delivery/inParallel.ts';
import type { Work, WorkQueue } from '../../delivery/Work.ts';
import type { MessageRow } from '../../rules/publishing/MessageRow.ts';
import { logFailure } from '../logging/logFailure.ts';
import { returnItems } from '../returnItems.ts';
import { rowOf } from './rowOf.ts';

const PARALLEL = 5;
const RETRY_SECONDS = 5;

/**
 * Takes on each message that the Messages table's stream brings, and queues the work of a redelivery. A message that
 * fails goes on from the queue, so that it holds up no other. Returns as failures the records that cannot be queued:
 * the stream repeats them.
 * `doing` begins the log entries, such as "Dispatching".
 */
export async function takeOnMessages(
  event: DynamoDBStreamEvent,
  queue: WorkQueue,
  doing: string,
  takeOn: (message: MessageRow) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const failed: string[] = [];
  await inParallel(event.Records, PARALLEL, async (record) => {
    const redelivery = redeliveryOf(record);
    const message = messageOf(record);
    const facts = { messageId: message?.id ?? redelivery?.messageId };
    try {
      if (redelivery !== undefined) await queue.add([redelivery]);
      if (message === undefined) return;
      await takeOn(message).catch((error: unknown) => {
        logFailure(`${doing} failed`, error, facts);
        return queue.add([{ kind: 'dispatch', messageId: message.id }], RETRY_SECONDS);
      });
    } catch (error) {
      logFailure(`${doing} failed and was not queued`, error, facts);
      failed.push(record.dynamodb?.SequenceNumber ?? '');
    }
  });
  return returnItems(failed);
}

/** Returns the work of a redelivery that was accepted. */
function redeliveryOf({ dynamodb }: DynamoDBRecord): Extract<Work, { readonly kind: 'redeliver' }> | undefined {
  const { sk, id, messageId } = dynamodb?.NewImage ?? {};
  if (!sk?.S?.startsWith('REDELIVERY#')) return undefined;
  return { kind: 'redeliver', messageId: messageId?.S ?? '', redeliveryId: id?.S ?? '' };
}

function messageOf({ dynamodb }: DynamoDBRecord): MessageRow | undefined {
  if (dynamodb?.NewImage?.sk?.S !== 'MESSAGE') return undefined;
  return rowOf<MessageRow>(dynamodb.NewImage);
}
