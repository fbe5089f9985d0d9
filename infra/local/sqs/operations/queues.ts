import type { AwsOperation } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { missingParameter, queueDoesNotExist } from '../errors.ts';
import { optionalInteger, optionalString, requiredString, stringList, stringMap } from '../input.ts';
import type { Queue } from '../Queues.ts';
import { queueNameOf, queueOf, queuePermission, queueUrl, type SqsState } from '../SqsState.ts';

const readOnly = [
  'QueueArn',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
];
const settable = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
];
const PURGE_INTERVAL = 60_000;

export function queueOperations(sqs: SqsState): Readonly<Record<string, AwsOperation>> {
  const { queues, messages, platform, database } = sqs;
  const onQueue = (action: string) => (input: JsonObject) => [
    queuePermission(sqs, `sqs:${action}`, queueNameOf(sqs, input)),
  ];
  return {
    CreateQueue: {
      permissions: (input) => [queuePermission(sqs, 'sqs:CreateQueue', requiredString(input, 'QueueName'))],
      run(input) {
        const name = requiredString(input, 'QueueName');
        queues.create(name, stringMap(input, 'Attributes'), stringMap(input, 'tags'));
        return { QueueUrl: queueUrl(sqs, name) };
      },
    },
    DeleteQueue: {
      permissions: onQueue('DeleteQueue'),
      run(input) {
        queues.delete(queueOf(sqs, input).name);
        return {};
      },
    },
    GetQueueUrl: {
      permissions: (input) => [queuePermission(sqs, 'sqs:GetQueueUrl', requiredString(input, 'QueueName'))],
      run(input) {
        const owner = optionalString(input, 'QueueOwnerAWSAccountId') ?? platform.accountId;
        if (owner !== platform.accountId) throw queueDoesNotExist();
        return { QueueUrl: queueUrl(sqs, queues.get(requiredString(input, 'QueueName')).name) };
      },
    },
    ListQueues: {
      permissions: () => [{ action: 'sqs:ListQueues', resource: '*' }],
      run(input) {
        const limit = optionalInteger(input, 'MaxResults', 1, 1000);
        const after = Buffer.from(optionalString(input, 'NextToken') ?? '', 'base64url').toString('utf8');
        const names = queues.list(optionalString(input, 'QueueNamePrefix') ?? '', after, (limit ?? 1000) + 1);
        return paged('QueueUrls', sqs, names, limit);
      },
    },
    ListDeadLetterSourceQueues: {
      permissions: onQueue('ListDeadLetterSourceQueues'),
      run: (input) => ({
        queueUrls: queues.sourcesOf(queueOf(sqs, input)).map(({ name }) => queueUrl(sqs, name)),
      }),
    },
    GetQueueAttributes: {
      permissions: onQueue('GetQueueAttributes'),
      run(input) {
        const all = describe(sqs, queueOf(sqs, input));
        const names = stringList(input, 'AttributeNames');
        const unknown = names.find((name) => name !== 'All' && !settable.includes(name) && !readOnly.includes(name));
        if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
        if (names.length === 0) return {};
        const chosen = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
        return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) };
      },
    },
    SetQueueAttributes: {
      permissions: onQueue('SetQueueAttributes'),
      run(input) {
        const queue = queueOf(sqs, input);
        const attributes = stringMap(input, 'Attributes');
        if (Object.keys(attributes).length === 0) throw missingParameter('Attributes');
        queues.setAttributes(queue, attributes);
        return {};
      },
    },
    PurgeQueue: {
      permissions: onQueue('PurgeQueue'),
      run(input) {
        const queue = queueOf(sqs, input);
        const now = platform.clock.now();
        const last = database.prepare('SELECT purged FROM queue WHERE name = ?').get(queue.name)?.purged;
        if (typeof last === 'number' && now - last < PURGE_INTERVAL) {
          throw new AwsError(
            'PurgeQueueInProgress',
            `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
            { status: 403 },
          );
        }
        database.prepare('UPDATE queue SET purged = ? WHERE name = ?').run(now, queue.name);
        messages.purge(queue);
        return {};
      },
    },
    TagQueue: {
      permissions: onQueue('TagQueue'),
      run(input) {
        const queue = queueOf(sqs, input);
        queues.setTags(queue, { ...queue.tags, ...stringMap(input, 'Tags') });
        return {};
      },
    },
    UntagQueue: {
      permissions: onQueue('UntagQueue'),
      run(input) {
        const queue = queueOf(sqs, input);
        const removed = stringList(input, 'TagKeys');
        queues.setTags(queue, Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !removed.includes(key))));
        return {};
      },
    },
    ListQueueTags: {
      permissions: onQueue('ListQueueTags'),
      run: (input) => ({ Tags: queueOf(sqs, input).tags }),
    },
  };
}

/** Returns a page of names. SQS answers a token only to a caller that gave `MaxResults`. */
function paged(member: string, sqs: SqsState, names: readonly string[], limit: number | undefined): JsonObject {
  const page = names.slice(0, limit ?? 1000);
  const last = page.at(-1);
  return {
    ...(page.length === 0 ? {} : { [member]: page.map((name) => queueUrl(sqs, name)) }),
    ...(limit !== undefined && names.length > limit && last !== undefined
      ? { NextToken: Buffer.from(last, 'utf8').toString('base64url') }
      : {}),
  };
}

function describe(sqs: SqsState, queue: Queue): Readonly<Record<string, string>> {
  const { available, inFlight, delayed } = sqs.messages.counts(queue);
  const set = Object.entries(queue.attributes).filter(([, value]) => value !== '');
  return {
    ...Object.fromEntries(set),
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(available),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(Math.floor(queue.created / 1_000)),
    LastModifiedTimestamp: String(Math.floor(queue.modified / 1_000)),
  };
}
