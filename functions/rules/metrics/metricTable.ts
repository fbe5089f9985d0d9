import type { DeliveryReason, DeliveryStatus, PushPlatform } from '../../../schema/generated/types.ts';
import { retryableReasons } from '../delivery/retryableReasons.ts';

const platforms = ['APNS', 'APNS_SANDBOX', 'FCM'] as const satisfies readonly PushPlatform[];

export type CountedReason = Exclude<DeliveryReason, 'TTL_EXPIRED'>;

/** `TTL_EXPIRED` is left out: it is the reason of each `EXPIRED` delivery, and of no other. */
const reasons = Object.keys(retryableReasons).filter((reason): reason is CountedReason => reason !== 'TTL_EXPIRED');

/**
 * All own metrics with their units, by their dimension. CloudWatch bills each metric for each value of its dimension,
 * so a test counts these series: at most 60.
 */
export const metricTable = {
  Platform: {
    values: platforms,
    metrics: {
      /** Transitions of deliveries by the state entered, from the ledger's stream. At least once. */
      DeliveriesSent: 'Count',
      DeliveriesProviderAccepted: 'Count',
      DeliveriesReceived: 'Count',
      DeliveriesOpened: 'Count',
      DeliveriesFailed: 'Count',
      /** The part of `DeliveriesFailed` whose tokens are dead: devices that are gone. */
      DeliveriesToDeadTokens: 'Count',
      DeliveriesExpired: 'Count',
      DeliveriesSuppressed: 'Count',
      /** From a message's acceptance, or the time that it is due, to `SENT`. */
      TimeToSent: 'Milliseconds',
      /** From `SENT` to the push service's answer. */
      TimeToAnswer: 'Milliseconds',
      /** Once a minute: 1 while the platform's breaker is open, 0 while it is closed. */
      BreakerOpen: 'Count',
      /** Pushes that became unanswered: the push service has said nothing for 15 minutes. */
      PushesUnanswered: 'Count',
    },
  },
  Reason: {
    values: reasons,
    metrics: {
      /** Deliveries that ended `FAILED` or `SUPPRESSED`, and attempts that SNS did not take, by why. At least once. */
      DeliveriesByReason: 'Count',
    },
  },
  /** Without a dimension. */
  None: {
    values: [''],
    metrics: {
      /** Messages that the sweep woke, since nothing else had. */
      MessagesSwept: 'Count',
      /** Live reports that AppSync did not take. */
      ReportsMissed: 'Count',
      /** Entries of SNS about pushes that do not have the form that it documents. */
      FeedbackMalformed: 'Count',
      /** Entries about pushes that the ledger does not know a minute later either. Each look from then on counts. */
      FeedbackUnknown: 'Count',
      /** Records and messages that a function returned to its stream or queue. Lambda's `Errors` misses them. */
      ItemsReturned: 'Count',
      /** Sign-ins after which their users cannot step up, since noting their factors failed. */
      SignInsUnrecorded: 'Count',
      /** Answers to locked step-up challenges, and approvals denied. */
      StepUpLocked: 'Count',
      /** Fields that failed, by lines of the API's log (infra/aws/api/UnavailableFields.ts). No function emits it. */
      FieldsUnavailable: 'Count',
      /** Times that a topic's subscriber began to fail, or was not confirmed in time. */
      SubscribersFailing: 'Count',
      /** Every five minutes: platforms whose canary failed, 0 while all is well. */
      CanaryFailures: 'Count',
      /** From the canary's publication to the push service's answer. */
      CanaryTime: 'Milliseconds',
    },
  },
} as const;

export type MetricDimension = keyof typeof metricTable;
export type MetricName<Dimension extends MetricDimension> = keyof (typeof metricTable)[Dimension]['metrics'] & string;

/** The metric that counts the deliveries that enter a state. Some states say nothing of whether pushes get through. */
export const statusMetrics: Readonly<Record<DeliveryStatus, MetricName<'Platform'> | null>> = {
  QUEUED: null,
  SENT: 'DeliveriesSent',
  PROVIDER_ACCEPTED: 'DeliveriesProviderAccepted',
  RECEIVED: 'DeliveriesReceived',
  OPENED: 'DeliveriesOpened',
  FAILED: 'DeliveriesFailed',
  EXPIRED: 'DeliveriesExpired',
  SUPPRESSED: 'DeliveriesSuppressed',
  CANCELLED: null,
};
