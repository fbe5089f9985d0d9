import type { PushPlatform } from '../../schema/generated/types.ts';

export interface EndpointState {
  readonly token: string;
  readonly enabled: boolean;
  /** Whose it is, as `assign` wrote it: for whoever looks into SNS. */
  readonly userId?: string | undefined;
}

/**
 * Push endpoints. Heliograph keeps one for each token and never gives one another token, so whoever has the token (`addressKey`) has the endpoint,
 * and no endpoint is two devices'.
 */
export interface PushEndpoints {
  /**
   * The ARN of the endpoint for a token, made or found. Throws ApplicationError `InvalidInput` for a platform that is not set up or a token that
   * SNS refuses.
   */
  create(platform: PushPlatform, token: string): Promise<string>;
  /** Null if it does not exist. */
  read(arn: string): Promise<EndpointState | null>;
  /** Writes down whose it is, and lets it be sent to again where it was disabled. False if it does not exist. */
  assign(arn: string, userId: string): Promise<boolean>;
  /** Deleting what does not exist succeeds. */
  delete(arn: string): Promise<void>;
}
