import type { TopicPublication } from '../../schema/generated/types.ts';
import type { PushPayloads } from '../rules/topics/renderTopicMessage.ts';

export interface TopicRequest {
  readonly topicArn: string;
  readonly payloads: PushPayloads;
  /** Seconds. */
  readonly timeToLive: number;
  readonly highPriority: boolean;
  readonly background: boolean;
  readonly collapseId: string | null | undefined;
  /** What filter policies look at: strings and numbers. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** For a FIFO topic. */
  readonly fifo: { readonly groupId: string; readonly deduplicationId: string } | null;
}

export type TopicOutcome =
  | ({ readonly kind: 'sent' } & Pick<TopicPublication, 'snsMessageId' | 'sequenceNumber'>)
  /** SNS will not take it, now or later. */
  | { readonly kind: 'refused' }
  /** SNS did not take it now. */
  | { readonly kind: 'later' };

/** SNS, as far as publishing to topics goes. */
export interface TopicPublisher {
  publish(request: TopicRequest): Promise<TopicOutcome>;
}

export interface PublicationStore {
  /** Writes down what SNS said and, if that `completes` the message, that it is completed unless it was cancelled meanwhile. */
  record(messageId: string, publication: TopicPublication, completes: boolean): Promise<void>;
}
