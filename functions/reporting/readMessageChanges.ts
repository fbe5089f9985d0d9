import type { DynamoDBRecord } from 'aws-lambda';
import { rowOf } from '../aws/dynamodb/rowOf.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { MessageChange } from './reportMessages.ts';

/** Returns the writes to messages in a batch of the Messages table's stream, in stream order. */
export function readMessageChanges(records: readonly DynamoDBRecord[]): readonly MessageChange[] {
  return records.flatMap(({ dynamodb }) => {
    const { NewImage: after, OldImage: before } = dynamodb ?? {};
    if (after?.id?.S === undefined || after.publisherId?.S === undefined) return [];
    const was = before === undefined ? null : rowOf<MessageRow>(before).status;
    const { id, publisherId, status } = rowOf<MessageRow>(after);
    return [{ messageId: id, publisherId, was, status }];
  });
}
