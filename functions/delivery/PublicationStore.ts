import type { PublicationRecord } from '../rules/publishing/MessageRow.ts';

export interface Published {
  readonly messageId: string;
  /** The message's, in epoch seconds. */
  readonly ttl: number;
}

/** Publications to topics, as SNS took them. */
export interface PublicationStore {
  /**
   * Records a publication, by its id at SNS too. If it `completes` the message, the message is `COMPLETED` too, unless
   * it was cancelled.
   */
  record(message: Published, publication: PublicationRecord, completes: boolean): Promise<void>;
}
