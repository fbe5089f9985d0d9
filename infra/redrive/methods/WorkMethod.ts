import { type Message, SendMessageCommand } from '@aws-sdk/client-sqs';
import { subscribedEndpoint } from '../../../functions/aws/sns/subscribedEndpoint.ts';
import { SqsWorkQueue } from '../../../functions/aws/sqs/SqsWorkQueue.ts';
import { parseWork, type Work } from '../../../functions/delivery/Work.ts';
import { type KeptPush, parseKeptPush } from '../../../functions/rules/topics/parseKeptPush.ts';
import { parseNotification } from '../../../functions/rules/topics/parseNotification.ts';
import type { Account } from '../Account.ts';
import type { Item, Method, Outcome } from '../Method.ts';
import { queueUrl } from '../placeQueue.ts';
import { whyOf } from '../whyOf.ts';

/** Work goes to the queue of its kind. Back in the queue that it was given up from, it would only fail again. */
export class WorkMethod implements Method {
  async describe(_: Account, message: Message): Promise<Item> {
    return { what: describe(readBody(message)), why: whyOf(message) };
  }

  async redrive(account: Account, message: Message): Promise<Outcome> {
    const body = readBody(message);
    if (body.kind === 'unknown') return { stays: 'it is no work of Heliograph: look at it, then delete it yourself' };
    if (body.kind === 'push') return pushAgain(account, body);
    if (body.kind === 'notification') await sendNotification(account, message);
    else await queueOf(account).add([afresh(body.work)]);
    return { done: `${describe(body)}: back in its queue` };
  }
}

type Body =
  | { readonly kind: 'work'; readonly work: Work }
  | { readonly kind: 'notification'; readonly messageId: string }
  /** As SNS left it for a phone's subscription. `keepPushes` failed on it. */
  | ({ readonly kind: 'push' } & KeptPush)
  | { readonly kind: 'unknown' };

function readBody({ Body = '' }: Message): Body {
  try {
    return { kind: 'work', work: parseWork(Body) };
  } catch {
    const notification = parseNotification(Body);
    if (notification !== null) return { kind: 'notification', messageId: notification.messageId };
    const push = parseKeptPush(Body);
    return push === null ? { kind: 'unknown' } : { kind: 'push', ...push };
  }
}

function describe(body: Body): string {
  if (body.kind === 'unknown') return 'something else';
  if (body.kind === 'notification') return `the topic’s copy of message ${body.messageId}`;
  if (body.kind === 'push') return `message ${body.messageId} to the phone of ${body.subscriptionArn}`;
  const { work } = body;
  if (work.kind === 'wake') return `the wake-up of ${work.groupQueue}`;
  const { kind, messageId } = work;
  if (kind === 'dispatch') return `the dispatch of message ${messageId}`;
  if (kind === 'deliver') return `message ${messageId} to the devices ${work.deviceIds.join(', ')}`;
  if (kind === 'pushAgain') return `message ${messageId} to the phone of ${work.endpointArn}`;
  return `${kind} of message ${messageId}`;
}

/** Without the faults that it met before: it has as many tries as new work. */
function afresh({ faults: _, ...work }: Work): Work {
  return work;
}

function queueOf(account: Account): SqsWorkQueue {
  return new SqsWorkQueue(account.sqs, {
    prompt: queueUrl(account, 'Prompt'),
    bulk: queueUrl(account, 'Bulk'),
    fanOut: queueUrl(account, 'FanOut'),
    ordered: queueUrl(account, 'Ordered'),
  });
}

/** Only SNS knows the phone of a subscription. */
async function pushAgain(account: Account, body: Extract<Body, { readonly kind: 'push' }>): Promise<Outcome> {
  const { messageId, subscriptionArn } = body;
  const endpointArn = await subscribedEndpoint(account.sns, subscriptionArn);
  if (endpointArn === null) return { done: `${describe(body)}: dropped, the phone has left the topic` };
  await queueOf(account).add([{ kind: 'pushAgain', messageId, endpointArn }]);
  return { done: `${describe(body)}: in the queue` };
}

/** To the FIFO queue of topics, which drops a repetition within five minutes. */
async function sendNotification(account: Account, { Body, MessageId, Attributes }: Message): Promise<void> {
  await account.sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl(account, 'FromTopics'),
      MessageBody: Body,
      MessageGroupId: Attributes?.MessageGroupId,
      MessageDeduplicationId: MessageId,
    }),
  );
}
