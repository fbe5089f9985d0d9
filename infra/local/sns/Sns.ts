import type { AwsApi, AwsOperation } from '../platform/AwsApi.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { DeliveryStatusLog } from './DeliveryStatusLog.ts';
import { endpointOperations } from './operations/endpoints.ts';
import { platformApplicationOperations } from './operations/platformApplications.ts';
import { publishOperations } from './operations/publish.ts';
import { subscriptionOperations } from './operations/subscriptions.ts';
import { topicOperations } from './operations/topics.ts';
import { snsResources } from './resources/snsResources.ts';
import { snsRoutes } from './routes.ts';
import { createSnsState, type SnsState } from './SnsState.ts';
import { SubscriptionDeliverer } from './SubscriptionDeliverer.ts';

/** Milliseconds between writes to the delivery-status logs, so that a large message's entries come by the dozen. */
const GATHER_MILLISECONDS = 250;

/** Amazon SNS with simulated APNs and FCM behind its platform endpoints. */
export class Sns implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[];
  readonly #state: SnsState;
  readonly #deliverer: SubscriptionDeliverer;
  readonly #statusLog: DeliveryStatusLog;

  constructor(platform: Platform) {
    const state = createSnsState(platform);
    this.#state = state;
    this.#deliverer = new SubscriptionDeliverer(platform, state);
    this.#statusLog = new DeliveryStatusLog(platform);
    const operations = {
      ...platformApplicationOperations(state),
      ...endpointOperations(state),
      ...publishOperations(state),
      ...topicOperations(state),
      ...subscriptionOperations(state),
    };
    this.apis = [
      {
        signingName: 'sns',
        protocol: 'query',
        xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
        operations: counted(platform, operations),
      },
    ];
    this.resources = snsResources(state);
    this.routes = snsRoutes(state);
  }

  start(): void {
    this.#state.pushes.start((job) => this.#state.pushSender.attempt(job));
    this.#state.deliveries.start((job) => this.#deliverer.attempt(job));
    this.#state.statusLog.startBatches((jobs) => this.#statusLog.write(jobs), GATHER_MILLISECONDS);
  }

  async stop(): Promise<void> {
    this.#deliverer.stop();
    await Promise.all([this.#state.pushes.stop(), this.#state.deliveries.stop(), this.#state.statusLog.stop()]);
  }
}

/** Meters every call as `sns:api:<Operation>`, so that a bench finds the operations of a hot path. */
function counted(
  platform: Platform,
  operations: Readonly<Record<string, AwsOperation>>,
): Readonly<Record<string, AwsOperation>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      {
        ...operation,
        run(input, call) {
          platform.meter.count(`sns:api:${name}`);
          return operation.run(input, call);
        },
      } satisfies AwsOperation,
    ]),
  );
}
