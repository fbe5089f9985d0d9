import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { snsPlatforms } from '../../../functions/rules/platforms/credentialAttributes.ts';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { Installation } from '../shared/Installation.ts';

/** Every push platform, whether the settings offer it or not. */
export const allPlatforms = Object.keys(snsPlatforms) as readonly PushPlatform[];

/** How SNS knows a platform application and what belongs to it. */
export interface PlatformNames {
  readonly name: string;
  /** `<SNS's platform>/<name>`, which ends ARNs and log groups. */
  readonly path: string;
  readonly applicationArn: string;
  /** ARNs of its devices' endpoints, as a pattern. */
  readonly endpointArns: string;
}

/** Returns the names of a platform's application. */
export function platformNames(scope: Construct, platform: PushPlatform): PlatformNames {
  const name = `${Installation.of(scope).id}-${platform}`;
  const path = `${snsPlatforms[platform]}/${name}`;
  const arn = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: 'sns', resource, resourceName });
  return { name, path, applicationArn: arn('app', path), endpointArns: arn('endpoint', `${path}/*`) };
}
