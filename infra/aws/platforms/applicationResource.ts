import { CustomResource, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Installation } from '../shared/Installation.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';

/**
 * Returns the resource of a platform application. Its logical id is the same whether the properties want the
 * application or its deletion, so each follows the other as an update.
 */
export function applicationResource(
  scope: Construct,
  provider: LambdaFunction,
  properties: Readonly<Record<string, unknown>>,
): CustomResource {
  const resource = new CustomResource(scope, 'Application', {
    serviceToken: provider.functionArn,
    resourceType: 'Custom::PlatformApplication',
    // The function answers within its own time-out, unless it crashes. Then CloudFormation need not wait for an hour.
    serviceTimeout: Duration.minutes(5),
    // It holds the endpoints of all devices.
    removalPolicy: Installation.of(scope).removalPolicy,
    properties,
  });
  // With the function's role and its policy.
  resource.node.addDependency(provider);
  return resource;
}
