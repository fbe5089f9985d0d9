import type { PushPlatform } from '../../schema/generated/types.ts';

export interface EndpointState {
  readonly token: string;
  readonly enabled: boolean;
  /** The user that `assign` wrote. It is for an operator who looks into SNS. */
  readonly userId?: string | undefined;
}

/**
 * Push endpoints. Heliograph keeps one endpoint for each token and never gives an endpoint another token.
 * So the holder of a token (`addressKey`) has its endpoint, and no two devices share one.
 */
export interface PushEndpoints {
  /** The platforms that are set up. */
  readonly platforms: readonly PushPlatform[];
  /**
   * Creates the endpoint for a token, or finds it. Returns its ARN. Throws ApplicationError `PlatformNotConfigured`
   * for a platform that is not set up, and `InvalidInput` for a token that SNS refuses.
   */
  create(platform: PushPlatform, token: string): Promise<string>;
  /** Returns null if the endpoint does not exist. */
  read(arn: string): Promise<EndpointState | null>;
  /** Assigns the endpoint to a user and enables it. Returns false if it does not exist. */
  assign(arn: string, userId: string): Promise<boolean>;
  /** Succeeds if the endpoint does not exist. */
  delete(arn: string): Promise<void>;
}
