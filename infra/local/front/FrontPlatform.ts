import type { Cloud } from '../platform/Cloud.ts';
import type { CredentialSource } from '../platform/Credential.ts';
import type { Platform } from '../platform/Platform.ts';

/** The Platform as the front needs it. `createPlatform` makes one. */
export interface FrontPlatform extends Pick<Platform, 'clock' | 'log' | 'region'> {
  /** Where the certificates are. */
  readonly directory: string;
  /** The APIs that the front serves. */
  readonly aws: Cloud;
  readonly iam: CredentialSource;
}
