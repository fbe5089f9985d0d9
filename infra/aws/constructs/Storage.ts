import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  type TablePropsV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** The tables. docs/architecture.md says what rows each has. */
export class Storage extends Construct {
  readonly messages: TableV2;
  readonly deliveries: TableV2;
  readonly devices: TableV2;
  readonly topics: TableV2;
  readonly stepUpSettings: TableV2;
  readonly stepUpSessions: TableV2;
  readonly stepUpAudit: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.messages = this.#table('Messages', {
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      globalSecondaryIndexes: [
        { indexName: 'byPublisher', partitionKey: string('publisherId'), sortKey: string('id') },
      ],
    });
    this.deliveries = this.#table('Deliveries', {
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      // Empty, since no row has its sort key. It is there because DynamoDB divides no item collection of a table with a local index: a message's records
      // stay in one shard of the stream, in order, which exactly-once counting rests on. The price is 1,000 write units a second for one message.
      localSecondaryIndexes: [
        { indexName: 'undivided', sortKey: string('undivided'), projectionType: ProjectionType.KEYS_ONLY },
      ],
      globalSecondaryIndexes: [
        {
          indexName: 'bySnsMessageId',
          partitionKey: string('snsMessageId'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        { indexName: 'byUser', partitionKey: string('userId'), sortKey: string('inboxSort') },
      ],
    });
    this.devices = this.#table('Devices', {
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      globalSecondaryIndexes: [
        {
          indexName: 'byPlatform',
          partitionKey: string('platformShard'),
          sortKey: string('pk'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['id', 'userId', 'platform', 'endpointArn', 'addressVersion', 'locale', 'status'],
        },
      ],
    });
    this.topics = this.#table('Topics', {});
    this.stepUpSettings = this.#table('StepUpSettings', {});
    this.stepUpSessions = this.#table('StepUpSessions', {});
    this.stepUpAudit = this.#table('StepUpAudit', {
      globalSecondaryIndexes: [{ indexName: 'byUser', partitionKey: string('userId'), sortKey: string('sk') }],
    });
  }

  #table(id: string, props: Partial<TablePropsV2>): TableV2 {
    return new TableV2(this, id, {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billing: Billing.onDemand(),
      // The service's own key: what is in these rows (push tokens, messages) is encrypted at rest under a key that is auditable in CloudTrail.
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'ttl',
      removalPolicy: RemovalPolicy.RETAIN,
      ...props,
    });
  }
}
