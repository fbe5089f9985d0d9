import type { EndpointState, PushEndpoints } from '../../functions/devices/PushEndpoints.ts';
import type { PushPlatform } from '../../schema/generated/types.ts';

interface Endpoint extends EndpointState {
  readonly platform: PushPlatform;
}

/** SNS's endpoints in memory: one for a token. */
export class InMemoryEndpoints implements PushEndpoints {
  platforms: readonly PushPlatform[] = ['APNS', 'APNS_SANDBOX', 'FCM'];
  readonly all = new Map<string, Endpoint>();
  readonly calls: string[] = [];
  readonly #gate: (name: string) => Promise<void>;
  readonly sequence = { last: 0 };

  constructor(gate: (name: string) => Promise<void> = () => Promise.resolve()) {
    this.#gate = gate;
  }

  async create(platform: PushPlatform, token: string): Promise<string> {
    await this.#called('create');
    for (const [arn, endpoint] of this.all) {
      if (endpoint.platform === platform && endpoint.token === token) return arn;
    }
    this.sequence.last += 1;
    const arn = `arn:aws:sns:eu-west-1:123456789012:endpoint/${platform}/app/${this.sequence.last}`;
    this.all.set(arn, { platform, token, enabled: true });
    return arn;
  }

  async read(arn: string): Promise<EndpointState | null> {
    await this.#called('read');
    return this.all.get(arn) ?? null;
  }

  async assign(arn: string, userId: string): Promise<boolean> {
    await this.#called('assign');
    const endpoint = this.all.get(arn);
    if (endpoint !== undefined) this.all.set(arn, { ...endpoint, enabled: true, userId });
    return endpoint !== undefined;
  }

  async delete(arn: string): Promise<void> {
    await this.#called('delete');
    this.all.delete(arn);
  }

  /** As SNS does when the push service says that the token is dead. */
  disable(arn: string): void {
    const endpoint = this.all.get(arn);
    if (endpoint === undefined) throw new Error('There is no such endpoint.');
    this.all.set(arn, { ...endpoint, enabled: false });
  }

  async #called(name: string): Promise<void> {
    this.calls.push(name);
    await this.#gate(name);
  }
}
