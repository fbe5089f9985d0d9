import type { TopicType } from '../../../schema/generated/types.ts';

/** What every topic of admins has at SNS, from the deployment. */
export interface TopicSettings {
  /** The key that encrypts messages at rest. */
  readonly keyArn: string;
  /** The role by which SNS logs deliveries. */
  readonly loggingRoleArn: string;
  /** Of each hundred successful deliveries, those that are logged. Failures always are. */
  readonly successSampleRate: string;
  readonly tags: Readonly<Record<string, string>>;
}

type Attributes = Readonly<Record<string, string>>;

/** Returns what makes a FIFO topic one, which nothing changes later. */
export function fixedAttributes(type: TopicType): Attributes {
  // With the message group as the unit of throughput, a topic takes more than 3,000 messages a second.
  return type === 'FIFO'
    ? { FifoTopic: 'true', FifoThroughputScope: 'MessageGroup', ContentBasedDeduplication: 'false' }
    : {};
}

/** Returns what protects a topic's messages: encrypted at rest and on the way, signed with SHA-256. */
export function protection(topicArn: string, { keyArn }: TopicSettings): Attributes {
  const refusePlain = {
    Sid: 'AllowPublishThroughSSLOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  return {
    KmsMasterKeyId: keyArn,
    SignatureVersion: '2',
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [refusePlain] }),
  };
}

/**
 * Returns what has SNS log a topic's deliveries: to queues, web hooks, functions and phones, since it logs none to
 * mailboxes. A FIFO topic has queues alone.
 */
export function deliveryLogs(type: TopicType, { loggingRoleArn, successSampleRate }: TopicSettings): Attributes {
  const protocols = type === 'FIFO' ? ['SQS'] : ['SQS', 'HTTP', 'Lambda', 'Application'];
  return Object.fromEntries(
    protocols.flatMap((protocol) => [
      [`${protocol}SuccessFeedbackRoleArn`, loggingRoleArn],
      [`${protocol}SuccessFeedbackSampleRate`, successSampleRate],
      [`${protocol}FailureFeedbackRoleArn`, loggingRoleArn],
    ]),
  );
}
