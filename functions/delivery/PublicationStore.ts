import type { PublicationRecord } from '../rules/publishing/MessageRow.ts';

/** Publications to topics, as SNS took them. */
export interface PublicationStore {
  /** Records a publication. If it `completes` the message, the message is `COMPLETED` too, unless it was cancelled. */
  record(messageId: string, publication: PublicationRecord, completes: boolean): Promise<void>;
}
