import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import type { Message } from '@aws-sdk/client-sqs';
import { isObject, parseObject } from '../../../functions/rules/json.ts';
import type { Account } from '../Account.ts';
import { errorOf, functionName, invoke } from '../invoke.ts';
import type { Item, Method, Outcome } from '../Method.ts';
import { whyOf } from '../whyOf.ts';

/** Gives an event that a function did not take to the function again. */
export class EventMethod implements Method {
  async describe(account: Account, message: Message): Promise<Item> {
    const found = await read(account, message);
    if (found === null) return { what: 'something else', why: 'it names no function' };
    return { what: `${found.what} for ${functionName(found.functionArn)}`, why: found.why };
  }

  async redrive(account: Account, message: Message): Promise<Outcome> {
    const found = await read(account, message);
    if (found === null) return { stays: 'it names no function: look at it, then delete it yourself' };
    const { error } = await invoke(account, found.functionArn, found.event);
    if (error !== undefined) return { stays: error };
    return { done: `${functionName(found.functionArn)} took ${found.what}` };
  }
}

interface Found {
  readonly functionArn: string;
  readonly event: unknown;
  readonly what: string;
  readonly why: string;
}

async function read(account: Account, message: Message): Promise<Found | null> {
  const body = parseObject(message.Body ?? '') ?? {};
  return readSetAside(body) ?? readRecord(body) ?? (await readNotification(account, message, body));
}

/** What a function set aside itself. */
function readSetAside({ functionArn, event, what, why }: Readonly<Record<string, unknown>>): Found | null {
  if (typeof functionArn !== 'string' || !isObject(event)) return null;
  // The function must not set it aside again.
  return { functionArn, event: { ...event, redrive: true }, what: `${what}`, why: `${why}` };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function readRecord({
  requestContext,
  requestPayload,
  responsePayload,
}: Readonly<Record<string, unknown>>): Found | null {
  if (!isObject(requestContext) || typeof requestContext.functionArn !== 'string') return null;
  const { functionArn, condition, approximateInvokeCount: attempts, requestId } = requestContext;
  const error = isObject(responsePayload) ? `: ${errorOf(responsePayload)}` : '';
  return {
    functionArn,
    event: requestPayload,
    what: `the event of request ${requestId}`,
    why: `${condition} after ${attempts} attempts${error}`,
  };
}

/** A notification that SNS could not give to the function that is subscribed to its topic. */
async function readNotification(
  account: Account,
  message: Message,
  body: Readonly<Record<string, unknown>>,
): Promise<Found | null> {
  const { TopicArn, MessageId } = body;
  if (typeof TopicArn !== 'string' || typeof MessageId !== 'string') return null;
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client: account.sns }, { TopicArn })) {
    const functionArn = Subscriptions.find(({ Protocol }) => Protocol === 'lambda')?.Endpoint;
    if (functionArn === undefined) continue;
    const event = { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', Sns: body }] };
    return { functionArn, event, what: `the notification ${MessageId}`, why: whyOf(message) };
  }
  return null;
}
