import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Secrets } from '../../platforms/applyPlatformApplication.ts';
import { Failure } from '../../rules/Failure.ts';

/** Secrets in AWS Secrets Manager. Each call reads them again, so that a rotated secret counts at once. */
export class SecretsManagerSecrets implements Secrets {
  readonly #client: SecretsManagerClient;

  constructor(client: SecretsManagerClient) {
    this.#client = client;
  }

  async read(secretId: string): Promise<string> {
    const { SecretString } = await this.#client.send(new GetSecretValueCommand({ SecretId: secretId }));
    if (SecretString === undefined) throw new Failure(`The secret ${secretId} holds no text.`);
    return SecretString;
  }
}
