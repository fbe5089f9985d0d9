import type { AwsApi } from '../platform/AwsApi.ts';
import type { JsonValue } from '../platform/Json.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { LogStore } from './LogStore.ts';
import { logsApi } from './logsApi.ts';
import { logsResources, policyDocument } from './logsResources.ts';
import { MetricFilters } from './MetricFilters.ts';
import { Subscriptions } from './Subscriptions.ts';

const HOUR = 3_600_000;

/** CloudWatch Logs: groups and streams on disk, retention, subscriptions of functions, and metrics. */
export class Logs implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];
  readonly #platform: Platform;
  readonly #store: LogStore;
  #cancelExpiry = () => {};

  constructor(platform: Platform) {
    this.#platform = platform;
    const database = platform.database('logs');
    this.#store = new LogStore(database);
    const policies = new Map<string, readonly JsonValue[]>();
    const state = {
      platform,
      store: this.#store,
      subscriptions: new Subscriptions(platform, database),
      metricFilters: new MetricFilters(platform.metrics),
      resourcePolicy: () => policyDocument(policies),
    };
    this.apis = [logsApi(state)];
    this.resources = logsResources({ ...state, policies });
  }

  start(): void {
    this.#store.expire(this.#platform.clock.now());
    this.#cancelExpiry = this.#platform.clock.after(HOUR, () => this.start());
  }

  stop(): void {
    this.#cancelExpiry();
  }
}
