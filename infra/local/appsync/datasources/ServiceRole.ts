import { NotSupportedLocally } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import type { Platform } from '../../platform/Platform.ts';
import type { Principal } from '../../platform/Principal.ts';

/** The role that a data source calls AWS with. */
export class ServiceRole {
  readonly #aws: Platform['aws'];
  readonly #roleArn: string;
  readonly #apiArn: string;
  #principal: Principal | undefined;

  /** @param apiArn is `aws:SourceArn` in the role's trust policy */
  constructor(platform: Pick<Platform, 'aws'>, roleArn: string, apiArn: string) {
    this.#aws = platform.aws;
    this.#roleArn = roleArn;
    this.#apiArn = apiArn;
  }

  call(signingName: string, operation: string, input: JsonObject, signal: AbortSignal): Promise<JsonObject> {
    this.#principal ??= this.#aws.assume(this.#roleArn, 'appsync.amazonaws.com', 'APPSYNC_ASSUME_ROLE', {
      sourceArn: this.#apiArn,
    });
    return this.#aws.call(this.#principal, signingName, operation, input, { signal });
  }
}

export function refuseOption(dataSource: string, option: string, value: unknown): void {
  if (value !== undefined && value !== null && value !== false) {
    throw new NotSupportedLocally(`${option} of AppSync data source ${dataSource}`);
  }
}
