import { PublishBatchCommand, PublishCommand, SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { SnsTopicPublisher } from '../../functions/aws/sns/SnsTopicPublisher.ts';
import type { TopicRequest } from '../../functions/delivery/TopicPublisher.ts';

const request = (title: string): TopicRequest => ({
  topicArn: 'arn:topic.fifo',
  payloads: { default: title, APNS: '{}', APNS_SANDBOX: '{}', FCM: '{}' },
  timeToLive: 60,
  highPriority: false,
  background: false,
  collapseId: null,
  attributes: { region: 'north' },
  fifo: { groupId: 'group', deduplicationId: title },
});

/** A publisher whose calls end as `answer` says. */
function setUp(answer: () => unknown) {
  const sns = new SNSClient({ region: 'eu-central-1' });
  const calls: unknown[] = [];
  Object.defineProperty(sns, 'send', {
    value: async (command: unknown) => {
      calls.push(command);
      return answer();
    },
  });
  return { calls, publisher: new SnsTopicPublisher(sns) };
}

it('matches each entry with its own answer, whatever their order', async () => {
  const { calls, publisher } = setUp(() => ({
    Successful: [
      { Id: '3', MessageId: 'm3', SequenceNumber: '8' },
      { Id: '0', MessageId: 'm0', SequenceNumber: '7' },
    ],
    Failed: [
      { Id: '2', Code: 'InvalidParameter', SenderFault: true },
      { Id: '1', Code: 'InternalError', SenderFault: false },
    ],
  }));
  expect(await publisher.publishBatch(['a', 'b', 'c', 'd', 'e'].map(request))).toEqual([
    { kind: 'sent', snsMessageId: 'm0', sequenceNumber: '7' },
    { kind: 'busy' },
    { kind: 'refused' },
    { kind: 'sent', snsMessageId: 'm3', sequenceNumber: '8' },
    { kind: 'later' },
  ]);
  const [command] = calls;
  if (!(command instanceof PublishBatchCommand)) throw new Error('Not one PublishBatch.');
  expect(command.input).toMatchObject({
    TopicArn: 'arn:topic.fifo',
    PublishBatchRequestEntries: ['a', 'b', 'c', 'd', 'e'].map((title, index) => ({
      Id: `${index}`,
      MessageStructure: 'json',
      MessageGroupId: 'group',
      MessageDeduplicationId: title,
    })),
  });
});

it('publishes one alone', async () => {
  const { calls, publisher } = setUp(() => ({ MessageId: 'm' }));
  expect(await publisher.publishBatch([request('a')])).toEqual([{ kind: 'sent', snsMessageId: 'm' }]);
  expect(calls).toEqual([expect.any(PublishCommand)]);
});

it.each([
  ['ThrottledException', 'busy'],
  ['NotFoundException', 'refused'],
  ['AuthorizationErrorException', 'later'],
  ['', 'later'],
])('answers %j for all as %s', async (name, kind) => {
  const { publisher } = setUp(() => {
    throw name === ''
      ? new Error('timeout')
      : new SNSServiceException({ name, $fault: 'client', $metadata: {}, message: 'no' });
  });
  expect(await publisher.publishBatch(['a', 'b'].map(request))).toEqual([{ kind }, { kind }]);
});
