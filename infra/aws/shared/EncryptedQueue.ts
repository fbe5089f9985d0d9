import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** A queue that is encrypted at rest and on the way. */
export class EncryptedQueue extends Queue {
  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, ...props });
  }
}

/** Keeps what could not be processed until somebody looks at it, as long as SQS can. */
export class DeadLetterQueue extends EncryptedQueue {
  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, id, { retentionPeriod: Duration.days(14), ...props });
    acknowledge(this, 'AwsSolutions-SQS3', 'It is where event sources put what failed.');
    acknowledge(this, 'Serverless-SQSRedrivePolicy', 'Nothing reads it but people: an alarm tells them.');
  }
}
