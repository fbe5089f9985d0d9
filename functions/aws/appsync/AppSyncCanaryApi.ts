import type { PublishInput } from '../../../schema/generated/types.ts';
import type { CanaryApi } from '../../canary/CanaryApi.ts';
import type { SentCanary } from '../../rules/canary/judgeCanary.ts';
import { AppSyncCaller } from './AppSyncCaller.ts';

const publishMutation = 'mutation Publish($input: PublishInput!) { publish(input: $input) { replayed } }';

/** Four runs take twenty minutes: the one to judge is among them. */
const sentQuery = `query Sent { messages(first: 4) { nodes {
  id createdAt audience { userIds }
  deliveries { nodes { platform status reason transitions { status at } } }
  progress { providerAccepted received opened failed }
} } }`;

/** Calls the API with the function's own role. To the API that role is a publisher, like any service's. */
export class AppSyncCanaryApi implements CanaryApi {
  readonly #caller: AppSyncCaller;

  constructor(endpoint: string) {
    this.#caller = new AppSyncCaller(endpoint);
  }

  publish(input: PublishInput): Promise<void> {
    return this.#caller.call(publishMutation, { input });
  }

  async sent(): Promise<readonly SentCanary[]> {
    const { messages } = (await this.#caller.ask(sentQuery, {})) as {
      readonly messages: { readonly nodes: readonly SentCanary[] };
    };
    return messages.nodes;
  }
}
