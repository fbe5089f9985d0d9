import type { ReportPlatformInput } from '../../../schema/generated/types.ts';
import type { PlatformFeed } from '../../breaker/PlatformFeed.ts';
import { AppSyncCaller } from './AppSyncCaller.ts';

/** All fields: subscribers get those that the mutation selects. */
const reportPlatformMutation = `mutation ReportPlatform($input: ReportPlatformInput!) {
  reportPlatform(input: $input) { platform heldBecause since heldBy nextProbeAt failedProbes }
}`;

/** Publishes reports of platforms by the service-only mutation. */
export class AppSyncPlatformFeed implements PlatformFeed {
  readonly #caller: AppSyncCaller;

  constructor(endpoint: string) {
    this.#caller = new AppSyncCaller(endpoint);
  }

  report(input: ReportPlatformInput): Promise<void> {
    return this.#caller.call(reportPlatformMutation, { input });
  }
}
