import type { Platform } from '../platform/Platform.ts';
import type { ApplicationEvents } from './ApplicationEvents.ts';
import {
  type DeliveryStatus,
  type DeliveryStatusEntry,
  deliveryStatusGroup,
  deliveryStatusMessage,
} from './DeliveryStatusLog.ts';
import type { Endpoint, Endpoints } from './Endpoints.ts';
import type { FaultInjection } from './FaultInjection.ts';
import type { Job, JobQueue, Settlement } from './JobQueue.ts';
import { countNotification } from './NotificationMetrics.ts';
import type { PlatformApplication, PlatformApplications } from './PlatformApplications.ts';
import { type FailureType, isPushOutcome, type PushAnswer, type PushProvider } from './PushProvider.ts';
import type { PushNotification } from './pushNotification.ts';
import { retryDelay } from './retryPolicy.ts';
import type { SubscriptionJob } from './SubscriptionDeliverer.ts';
import { sampled } from './sampled.ts';
import type { TopicStatus } from './TopicStatus.ts';

/** A notification that Publish has accepted for one endpoint. */
export interface PushJob {
  readonly messageId: string;
  readonly topicArn?: string;
  readonly endpointArn: string;
  readonly applicationArn: string;
  readonly notification: PushNotification;
  /** What the dead-letter queue of the topic's subscription gets if the push fails. Absent without such a queue. */
  readonly kept?: SubscriptionJob;
}

/** Milliseconds between the looks whether a silent push service answers again. */
const SILENCE_LOOKS = 100;

/** Reasons of pushes that ended without an answer of the push service. */
const ownFailures: Readonly<Partial<Record<FailureType, string>>> = {
  EndpointDisabled: 'Endpoint is disabled',
  EndpointNotFound: 'Endpoint was not found',
  PlatformApplicationDisabled: 'Platform application is disabled',
  NotificationTTLExpired: 'Notification time to live has expired',
};

const providerFailures: Readonly<Partial<Record<FailureType, string>>> = {
  InvalidPlatformToken: 'Platform token associated with the endpoint is not valid',
  InvalidNotification: 'Notification was rejected by the platform as invalid',
  InvalidCredentials: 'Platform credentials associated with the application are not valid',
  DependencyUnavailable: 'Platform is unavailable',
  UnexpectedFailure: 'Platform answered with an unexpected failure',
  Throttled: 'Platform throttled the request',
};

/**
 * Gives accepted notifications to the push service. Tells its answers to the outbox, the log, events and the endpoint.
 */
export class PushSender {
  readonly #platform: Platform;
  readonly #applications: PlatformApplications;
  readonly #endpoints: Endpoints;
  readonly #provider: PushProvider;
  readonly #events: ApplicationEvents;
  readonly #statusLog: JobQueue<DeliveryStatusEntry>;
  readonly #faults: FaultInjection;
  readonly #topicStatus: TopicStatus;
  readonly #deliveries: JobQueue<SubscriptionJob>;
  /** Successes since the start by application, which sampling counts. */
  readonly #successes = new Map<string, number>();

  constructor(services: {
    readonly platform: Platform;
    readonly applications: PlatformApplications;
    readonly endpoints: Endpoints;
    readonly provider: PushProvider;
    readonly events: ApplicationEvents;
    readonly statusLog: JobQueue<DeliveryStatusEntry>;
    readonly faults: FaultInjection;
    readonly topicStatus: TopicStatus;
    readonly deliveries: JobQueue<SubscriptionJob>;
  }) {
    this.#platform = services.platform;
    this.#applications = services.applications;
    this.#endpoints = services.endpoints;
    this.#provider = services.provider;
    this.#events = services.events;
    this.#statusLog = services.statusLog;
    this.#faults = services.faults;
    this.#topicStatus = services.topicStatus;
    this.#deliveries = services.deliveries;
  }

  /** Attempts once. It is synchronous, so that the answer and all that follows from it are one transaction. */
  attempt(job: Job<PushJob>): Settlement {
    const application = this.#applications.find(job.body.applicationArn);
    // Deleting the application deletes its endpoints, so nobody is left to tell.
    if (application === undefined) return 'done';
    const endpoint = this.#endpoints.find(job.body.endpointArn);
    const dwellTimeMs = Math.max(this.#platform.clock.now() - job.acceptedAt, 0);
    const disabled = this.#faults.disables(application.platform);
    const own = disabled ? 'PlatformApplicationDisabled' : ownFailure(endpoint, job, dwellTimeMs);
    if (own !== undefined || endpoint === undefined) {
      const failure = own ?? 'EndpointNotFound';
      this.#failed(application, endpoint, job, failure, ownFailures[failure] ?? failure, {
        dwellTimeMs,
        attempts: job.attempts,
      });
      return 'done';
    }
    const now = this.#platform.clock.now();
    const outcome = this.#faults.answerOf(application.platform);
    // SNS goes on for hours: the number of its attempts does not end a silence that a test plays.
    if (outcome === 'silence') return { retryAfter: SILENCE_LOOKS };
    const answer = this.#provider.send(application.platform, endpoint.token, { id: job.body.messageId, now, outcome });
    this.#platform.meter.count('sns:mobilePush');
    this.#record(application, endpoint, job, answer);
    const attempts = job.attempts + 1;
    if (answer.failure === undefined) {
      this.#succeeded(application, endpoint, job, answer, dwellTimeMs);
      return 'done';
    }
    if (answer.retryable) {
      const retryAfter = retryDelay('push', attempts);
      if (retryAfter !== undefined) return { retryAfter, state: answer.outcome };
    }
    this.#failed(application, endpoint, job, answer.failure, providerFailures[answer.failure] ?? answer.failure, {
      dwellTimeMs,
      attempts,
      answer,
    });
    if (answer.disables && this.#endpoints.disable(endpoint.arn, endpoint.token)) {
      this.#events.endpointUpdated(application, endpoint.arn);
    }
    return 'done';
  }

  /**
   * Lists an attempt in the outbox, unless it ends as the one before.
   * An outage is one entry for each notification, not fifty.
   */
  #record(application: PlatformApplication, endpoint: Endpoint, job: Job<PushJob>, answer: PushAnswer): void {
    if (isPushOutcome(job.state) && job.state === answer.outcome) return;
    const { payload, headers, timeToLive } = job.body.notification;
    const { token } = endpoint;
    const expiration = timeToLive === undefined ? undefined : Math.floor(job.acceptedAt / 1_000) + timeToLive;
    const fcm = application.platform === 'GCM';
    this.#platform.outbox.add({
      kind: 'push',
      destination: token,
      platform: application.platform,
      outcome: answer.outcome,
      ...(endpoint.userData === undefined ? {} : { user: endpoint.userData }),
      ...(fcm
        ? {}
        : { headers: expiration === undefined ? headers : { ...headers, 'apns-expiration': String(expiration) } }),
      body: fcm ? fcmRequest(payload, token, timeToLive) : payload,
    });
  }

  #succeeded(
    application: PlatformApplication,
    endpoint: Endpoint,
    job: Job<PushJob>,
    answer: PushAnswer,
    dwellTimeMs: number,
  ) {
    this.#logForTopic(job, true, endpoint, { dwellTimeMs, attempts: job.attempts + 1, answer });
    countNotification(this.#platform.metrics, 'NumberOfNotificationsDelivered', job.body);
    const { SuccessFeedbackRoleArn: roleArn, SuccessFeedbackSampleRate: rate = '100' } = application.attributes;
    if (roleArn === undefined || roleArn === '') return;
    const earlier = this.#successes.get(application.arn) ?? 0;
    this.#successes.set(application.arn, earlier + 1);
    if (!sampled(earlier, Number(rate))) return;
    this.#logStatus(roleArn, application, job, true, endpoint, { dwellTimeMs, attempts: job.attempts + 1, answer });
  }

  #failed(
    application: PlatformApplication,
    endpoint: Endpoint | undefined,
    job: Job<PushJob>,
    failureType: FailureType,
    failureMessage: string,
    attempt: Attempt,
  ): void {
    this.#logForTopic(job, false, endpoint, attempt, failureMessage);
    countNotification(this.#platform.metrics, 'NumberOfNotificationsFailed', job.body);
    if (job.body.kept !== undefined) this.#deliveries.add({ ...job.body.kept, isDead: true });
    const roleArn = application.attributes.FailureFeedbackRoleArn;
    if (roleArn !== undefined && roleArn !== '') {
      this.#logStatus(roleArn, application, job, false, endpoint, attempt, failureMessage);
    }
    this.#events.deliveryFailed(application, {
      endpointArn: job.body.endpointArn,
      messageId: job.body.messageId,
      attempts: attempt.attempts,
      failureType,
      failureMessage,
    });
  }

  #logStatus(
    roleArn: string,
    application: PlatformApplication,
    job: Job<PushJob>,
    success: boolean,
    endpoint: Endpoint | undefined,
    attempt: Attempt,
    failureMessage = '',
  ): void {
    const { topicArn } = job.body;
    this.#statusLog.add({
      roleArn,
      group: deliveryStatusGroup(application.arn, success),
      time: this.#platform.clock.now(),
      message: deliveryStatusMessage({
        ...statusOf(job, success, endpoint, attempt, failureMessage),
        ...(topicArn === undefined ? {} : { topicArn }),
      }),
    });
  }

  /** Logs for the topic too that the endpoint is subscribed to. */
  #logForTopic(
    job: Job<PushJob>,
    success: boolean,
    endpoint: Endpoint | undefined,
    attempt: Attempt,
    failureMessage = '',
  ): void {
    const { topicArn } = job.body;
    if (topicArn === undefined) return;
    const status = statusOf(job, success, endpoint, attempt, failureMessage);
    this.#topicStatus.record({ ...status, topicArn, protocol: 'application' });
  }
}

function statusOf(
  { body, acceptedAt }: Job<PushJob>,
  success: boolean,
  endpoint: Endpoint | undefined,
  { answer, dwellTimeMs, attempts }: Attempt,
  failureMessage: string,
): DeliveryStatus {
  return {
    messageId: body.messageId,
    publishedAt: acceptedAt,
    destination: body.endpointArn,
    providerResponse: answer === undefined ? failureMessage : answer.providerResponse,
    dwellTimeMs,
    attempts,
    token: endpoint?.token ?? '',
    ...(answer?.statusCode === undefined ? {} : { statusCode: answer.statusCode }),
    success,
  };
}

interface Attempt {
  readonly dwellTimeMs: number;
  readonly attempts: number;
  readonly answer?: PushAnswer;
}

function ownFailure(endpoint: Endpoint | undefined, job: Job<PushJob>, dwellTimeMs: number): FailureType | undefined {
  if (endpoint === undefined) return 'EndpointNotFound';
  if (!endpoint.enabled) return 'EndpointDisabled';
  const { timeToLive } = job.body.notification;
  // A time to live of 0 means one attempt.
  const lapsed = timeToLive !== undefined && dwellTimeMs > timeToLive * 1_000 && (timeToLive > 0 || job.attempts > 0);
  return lapsed ? 'NotificationTTLExpired' : undefined;
}

/** Returns the body of `messages:send`. SNS adds the token, and its TTL attribute as `android.ttl`. */
function fcmRequest(payload: PushNotification['payload'], token: string, timeToLive: number | undefined) {
  const message = payload.message;
  const fields = typeof message === 'object' && message !== null ? { ...message } : {};
  const android = 'android' in fields && typeof fields.android === 'object' ? fields.android : {};
  return {
    ...payload,
    message: {
      ...fields,
      ...(timeToLive === undefined ? {} : { android: { ...android, ttl: `${timeToLive}s` } }),
      token,
    },
  };
}
