import type { Clock } from '../platform/Clock.ts';
import type { PlatformApplication } from './PlatformApplications.ts';
import type { FailureType } from './PushProvider.ts';

export interface DeliveryFailure {
  readonly endpointArn: string;
  readonly messageId: string;
  readonly attempts: number;
  readonly failureType: FailureType;
  readonly failureMessage: string;
}

/** Publishes to a topic on behalf of SNS itself. Does nothing if the topic is gone. */
export type EventPublisher = (topicArn: string, subject: string, message: string) => void;

/** Publishes a platform application's events, each to the topic that the application's attribute names. */
export class ApplicationEvents {
  readonly #clock: Clock;
  readonly #publish: EventPublisher;

  constructor(clock: Clock, publish: EventPublisher) {
    this.#clock = clock;
    this.#publish = publish;
  }

  endpointCreated(application: PlatformApplication, endpointArn: string): void {
    this.#emit(application, 'EndpointCreated', 'EventEndpointCreated', { EndpointArn: endpointArn });
  }

  endpointUpdated(application: PlatformApplication, endpointArn: string): void {
    this.#emit(application, 'EndpointUpdated', 'EventEndpointUpdated', { EndpointArn: endpointArn });
  }

  endpointDeleted(application: PlatformApplication, endpointArn: string): void {
    this.#emit(application, 'EndpointDeleted', 'EventEndpointDeleted', { EndpointArn: endpointArn });
  }

  deliveryFailed(application: PlatformApplication, failure: DeliveryFailure): void {
    this.#emit(application, 'DeliveryFailure', 'EventDeliveryFailure', {
      DeliveryAttempts: failure.attempts,
      EndpointArn: failure.endpointArn,
      FailureMessage: failure.failureMessage,
      FailureType: failure.failureType,
      MessageId: failure.messageId,
    });
  }

  #emit(
    application: PlatformApplication,
    type: string,
    attribute: string,
    details: Readonly<Record<string, string | number>>,
  ): void {
    const topicArn = application.attributes[attribute];
    if (topicArn === undefined || topicArn === '') return;
    const event: Record<string, string | number> = {
      ...details,
      EventType: type,
      Resource: application.arn,
      Service: 'SNS',
      Time: new Date(this.#clock.now()).toISOString(),
    };
    const ordered = Object.fromEntries(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)));
    const subject = `${type} event for app ${application.name} (${application.platform})`;
    this.#publish(topicArn, subject, JSON.stringify(ordered));
  }
}
