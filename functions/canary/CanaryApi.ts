import type { PublishInput } from '../../schema/generated/types.ts';
import type { SentCanary } from '../rules/canary/judgeCanary.ts';

/** The API, as a service calls it. Both reject if the API does not answer, or refuses. */
export interface CanaryApi {
  publish(input: PublishInput): Promise<void>;
  /** Returns the last messages that the caller published, with their deliveries. */
  sent(): Promise<readonly SentCanary[]>;
}
