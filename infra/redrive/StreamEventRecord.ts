import type { AttributeValue, OperationType } from '@aws-sdk/client-dynamodb-streams';

/** An item, or its key, as DynamoDB writes it. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** A record as Lambda hands it to a function behind a stream. */
export interface StreamEventRecord {
  readonly eventID: string;
  readonly eventName: OperationType;
  readonly eventSource: 'aws:dynamodb';
  readonly eventSourceARN: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys?: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
  };
  readonly userIdentity?: { readonly type?: string; readonly principalId?: string };
}
