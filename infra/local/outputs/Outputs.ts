import type { JsonValue } from '../platform/Json.ts';
import type { RoleCredentials } from '../platform/Platform.ts';

/**
 * `DIR/outputs.json`: what clients, tools and tests need of a running local cloud.
 * Members that the stack does not need are absent.
 */
export interface Outputs {
  /** The process that serves it. */
  readonly pid: number;
  readonly region: string;
  readonly accountId: string;
  /** For AWS SDK clients of every service (`AWS_ENDPOINT_URL`). */
  readonly awsEndpoint: string;
  readonly awsEndpointTls: string;
  /** PEM file of the authority that signed the TLS endpoints' certificate. */
  readonly caCertificate: string;
  /** `http://…/graphql` */
  readonly graphqlEndpoint?: string;
  /** `https://…/graphql` */
  readonly graphqlEndpointTls?: string;
  /** `ws://…/graphql/realtime` */
  readonly realtimeEndpoint?: string;
  readonly realtimeEndpointTls?: string;
  readonly apiKey?: string;
  readonly userPoolId?: string;
  readonly userPoolClientId?: string;
  /** For Amplify's `Auth.Cognito.userPoolEndpoint`, which its outputs format cannot carry. */
  readonly userPoolEndpoint?: string;
  /** The account's root user. */
  readonly root: RoleCredentials;
  /** Stack name → output name → value. */
  readonly stackOutputs: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
}
