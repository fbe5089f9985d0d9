import type { Permission } from '../platform/AwsApi.ts';
import type { JsonObject } from '../platform/Json.ts';
import { resourcesOf, type UnlistedAction } from '../shared/unlistedResources.ts';
import { requiredString } from './input.ts';

const platformArn =
  /^arn:(?<Partition>[a-z-]+):sns:(?<Region>[a-z0-9-]+):(?<Account>\d{12}):(?:app|endpoint)\/(?<Platform>[A-Z_]+)\/(?<Application>[\w.-]+)(?:\/(?<Endpoint>[0-9a-f-]+))?$/;

type PlatformAction = Extract<UnlistedAction, `sns:${string}Platform${string}` | `sns:${string}Endpoint${string}`>;

/**
 * Returns the permissions that a call needs whose member `member` is the ARN of a platform application or endpoint.
 * Text that is no such ARN is checked as it is.
 */
export function platformPermissions(
  action: PlatformAction,
  member: 'PlatformApplicationArn' | 'EndpointArn',
): (input: JsonObject) => readonly Permission[] {
  return (input) => {
    const arn = requiredString(input, member);
    const parts = platformArn.exec(arn)?.groups;
    const whole = parts !== undefined && (parts.Endpoint !== undefined) === (member === 'EndpointArn');
    return (whole ? resourcesOf(action, parts) : [arn]).map((resource) => ({ action, resource }));
  };
}

/** Returns the permissions that a call needs which concerns the account. */
export function accountPermissions(
  action: Extract<UnlistedAction, `sns:List${string}` | 'sns:CreatePlatformApplication'>,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): readonly Permission[] {
  const parts = { Partition: 'aws', Region: region, Account: accountId };
  return resourcesOf(action, parts).map((resource) => ({ action, resource }));
}
