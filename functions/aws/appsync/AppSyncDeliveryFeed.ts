import type { ReportDeliveriesInput } from '../../../schema/generated/types.ts';
import type { DeliveryFeed } from '../../reporting/DeliveryFeed.ts';
import { AppSyncCaller } from './AppSyncCaller.ts';

/** All fields: subscribers get those that the mutation selects. */
export const reportDeliveriesMutation = `mutation ReportDeliveries($input: ReportDeliveriesInput!) {
  reportDeliveries(input: $input) {
    messageId
    userId
    events { sequence deliveryId deviceId userId platform status reason retryable version at }
    progress {
      total queued sent providerAccepted received opened failed expired suppressed cancelled
      platforms { platform providerAccepted failed expired }
      subscribers { delivered failed }
      countedUpTo
    }
    messageStatus
    statusChanges
    publisherId
    forPublisher
  }
}`;

/** Publishes reports of deliveries by the service-only mutation. */
export class AppSyncDeliveryFeed implements DeliveryFeed {
  readonly #caller: AppSyncCaller;

  constructor(endpoint: string) {
    this.#caller = new AppSyncCaller(endpoint);
  }

  report(input: ReportDeliveriesInput): Promise<void> {
    return this.#caller.call(reportDeliveriesMutation, { input });
  }
}
