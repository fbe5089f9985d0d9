import type { AwsApi } from '../platform/AwsApi.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { KeyStore } from './KeyStore.ts';
import { kmsApi } from './kmsApi.ts';
import { kmsResources } from './kmsResources.ts';

/** KMS: symmetric keys of the templates, with their policies. State under DIR is unencrypted all the same. */
export class Kms implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];

  constructor(platform: Platform) {
    const keys = new KeyStore(platform.database('kms'), platform);
    this.apis = [kmsApi(keys)];
    this.resources = kmsResources(keys);
  }

  start(): void {}

  stop(): void {}
}
