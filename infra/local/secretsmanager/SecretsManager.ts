import type { AwsApi } from '../platform/AwsApi.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { SecretStore } from './SecretStore.ts';
import { secretsManagerApi } from './secretsManagerApi.ts';
import { secretsManagerResources } from './secretsManagerResources.ts';

/** Secrets Manager: secrets with versions, unencrypted under DIR like all state. No rotation. */
export class SecretsManager implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];

  constructor(platform: Platform) {
    const state = { platform, store: new SecretStore(platform), policies: new Map() };
    this.apis = [secretsManagerApi(state)];
    this.resources = secretsManagerResources(state);
  }

  start(): void {}

  stop(): void {}
}
