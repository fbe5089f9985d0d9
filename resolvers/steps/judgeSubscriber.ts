import type { Context, NONERequest } from '@aws-appsync/utils';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import { type DeliveryPolicy, usualDelivery } from '../../functions/rules/topics/DeliveryPolicy.ts';
import { validateDelivery } from '../../functions/rules/topics/validateDelivery.ts';
import { validateFilterPolicy } from '../../functions/rules/topics/validateFilterPolicy.ts';
import type { HttpsDeliveryInput, MutationUpdateTopicSubscriberArgs } from '../../schema/generated/types.ts';
import { refuse } from '../shared/refuse.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { meantSettings } from '../shared/subscriberSettings.ts';

/** Reads a subscriber's settings. Ends with `InvalidInput` for what SNS would not take for its protocol. */
export function request(ctx: Context<MutationUpdateTopicSubscriberArgs>): NONERequest {
  const { protocol } = stashed(ctx, 'endpoint');
  const { filterPolicy: policy, filterPolicyScope, rawDelivery, delivery } = meantSettings(ctx.args.input);
  if (rawDelivery && protocol !== 'sqs' && protocol !== 'https') {
    refuse(invalidInput('input.rawDelivery', `true for ${protocol}`, 'true for sqs and https alone'));
  }
  if (delivery && protocol !== 'https')
    refuse(invalidInput('input.delivery', `given for ${protocol}`, 'for https alone'));
  if (filterPolicyScope && protocol === 'email') {
    refuse(
      invalidInput('input.filterPolicyScope', 'MESSAGE_BODY for a mailbox, which gets text', 'MESSAGE_ATTRIBUTES'),
    );
  }
  if (filterPolicyScope && policy === null) {
    refuse(invalidInput('input.filterPolicyScope', 'MESSAGE_BODY without a filter policy', 'given with filterPolicy'));
  }
  const scope = filterPolicyScope ? 'MessageBody' : 'MessageAttributes';
  if (policy !== null) refuse(validateFilterPolicy('input.filterPolicy', policy, scope));
  const deliveryPolicy = delivery ? policyOf(delivery) : null;
  if (deliveryPolicy) refuse(validateDelivery('input.delivery', deliveryPolicy, rawDelivery === true));
  stashOf(ctx).subscriberSettings = {
    ...(policy ? { filterPolicy: JSON.stringify(policy) } : {}),
    ...(filterPolicyScope ? { filterPolicyScope: 'MessageBody' } : {}),
    ...(rawDelivery ? { rawDelivery: true } : {}),
    ...(deliveryPolicy ? { deliveryPolicy } : {}),
  };
  return { payload: null };
}

export function response(): null {
  return null;
}

/** A null is as good as left out. */
function policyOf({ retries, maxReceivesPerSecond, contentType }: HttpsDeliveryInput): DeliveryPolicy {
  const { healthyRetryPolicy: usual } = usualDelivery;
  return {
    healthyRetryPolicy: {
      minDelayTarget: retries?.minDelayTarget ?? usual.minDelayTarget,
      maxDelayTarget: retries?.maxDelayTarget ?? usual.maxDelayTarget,
      numRetries: retries?.numRetries ?? usual.numRetries,
      numNoDelayRetries: retries?.numNoDelayRetries ?? usual.numNoDelayRetries,
      numMinDelayRetries: retries?.numMinDelayRetries ?? usual.numMinDelayRetries,
      numMaxDelayRetries: retries?.numMaxDelayRetries ?? usual.numMaxDelayRetries,
      backoffFunction: (retries?.backoffFunction ?? usual.backoffFunction).toLowerCase(),
    },
    ...(maxReceivesPerSecond === null || maxReceivesPerSecond === undefined
      ? {}
      : { throttlePolicy: { maxReceivesPerSecond } }),
    ...(contentType ? { requestPolicy: { headerContentType: contentType } } : {}),
  };
}
