import { util } from '@aws-appsync/utils';
import { httpsUrl } from '../../functions/rules/httpsUrl.ts';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import type { SubscriberProtocol } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type { TopicSubscriberEndpointInput } from '../../schema/generated/types.ts';
import { refuse } from './refuse.ts';

export interface SubscriberEndpoint {
  readonly protocol: SubscriberProtocol;
  readonly endpoint: string;
}

/** With its protocol it must fit in a sort key of 1,024 bytes. */
const LONGEST_URL = 900;
const LONGEST_ADDRESS = 254;

/**
 * Returns the one endpoint given. Ends with `InvalidInput` for what cannot be one. Only SNS knows whether it exists.
 */
export function subscriberEndpoint({ sqs, https, email, lambda }: TopicSubscriberEndpointInput): SubscriberEndpoint {
  const given: SubscriberEndpoint[] = [];
  if (sqs) given.push({ protocol: 'sqs', endpoint: sqs.queueArn });
  if (https) given.push({ protocol: 'https', endpoint: httpsUrl(https.url) ?? https.url });
  if (email) given.push({ protocol: 'email', endpoint: withLowerDomain(email.address) });
  if (lambda) given.push({ protocol: 'lambda', endpoint: lambda.functionArn });
  const [first] = given;
  if (!first || given.length > 1) {
    refuse(invalidInput('input.endpoint', `${given.length} members`, 'exactly one of sqs, https, email, lambda'));
  }
  refuseMalformed(first);
  return first;
}

/** The case of a domain means nothing, that of a mailbox may (RFC 5321, section 2.4). */
function withLowerDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? address : `${address.slice(0, at)}${address.slice(at).toLowerCase()}`;
}

function refuseMalformed({ protocol, endpoint }: SubscriberEndpoint): void {
  const { length } = endpoint;
  const given = `${length} characters, or others than allowed`;
  if (protocol === 'sqs') {
    const pattern = '^arn:aws[a-z-]{0,20}:sqs:[a-z0-9-]{1,30}:[0-9]{12}:[A-Za-z0-9_-]{1,80}([.]fifo)?$';
    if (!util.matches(pattern, endpoint)) {
      refuse(invalidInput('input.endpoint.sqs.queueArn', given, 'the ARN of an SQS queue'));
    }
  }
  if (protocol === 'lambda') {
    const pattern =
      '^arn:aws[a-z-]{0,20}:lambda:[a-z0-9-]{1,30}:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?$';
    if (!util.matches(pattern, endpoint)) {
      refuse(invalidInput('input.endpoint.lambda.functionArn', given, 'the ARN of a Lambda function'));
    }
  }
  if (protocol === 'https') {
    // Lists would show a password in it.
    const allowed = util.matches('^https://[A-Za-z0-9.:_-]+([/?#][!-~]*)?$', endpoint);
    if (length > LONGEST_URL || !allowed) {
      const limit = `https:// and at most ${LONGEST_URL} characters of ASCII, without user and password`;
      refuse(invalidInput('input.endpoint.https.url', given, limit));
    }
  }
  if (protocol === 'email') {
    if (length > LONGEST_ADDRESS || !util.matches('^[!-?A-~]+@[!-?A-~]+$', endpoint)) {
      const limit = `an e-mail address of at most ${LONGEST_ADDRESS} characters of ASCII`;
      refuse(invalidInput('input.endpoint.email.address', given, limit));
    }
  }
}
