import type { PublicationRecord } from '../rules/publishing/MessageRow.ts';
import type { PushPayloads } from '../rules/topics/renderTopicMessage.ts';

export interface TopicRequest {
  readonly topicArn: string;
  readonly payloads: PushPayloads;
  /** Seconds. */
  readonly timeToLive: number;
  readonly highPriority: boolean;
  readonly background: boolean;
  readonly collapseId: string | null | undefined;
  /** Message attributes for filter policies: strings and numbers. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** For a FIFO topic. */
  readonly fifo: { readonly groupId: string; readonly deduplicationId: string } | null;
}

/** SNS's answer to a publication. */
export type TopicOutcome =
  | ({ readonly kind: 'sent' } & Pick<PublicationRecord, 'snsMessageId' | 'sequenceNumber'>)
  /** SNS will never take it. */
  | { readonly kind: 'refused' }
  /** SNS did not take it now. */
  | { readonly kind: 'later' };

/** Publishes to topics by SNS. */
export interface TopicPublisher {
  publish(request: TopicRequest): Promise<TopicOutcome>;
}
