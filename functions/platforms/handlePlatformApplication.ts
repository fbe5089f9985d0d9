import {
  applyPlatformApplication,
  type PlatformApplicationProperties,
  type Ports,
} from './applyPlatformApplication.ts';
import type { AppliedResource } from './respondToCloudFormation.ts';

/** What CloudFormation asks of a resource. */
export interface ResourceRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  /** For Update and Delete. */
  readonly PhysicalResourceId?: string;
}

/**
 * Does what CloudFormation asks and returns the resource's physical id, which stays the same, and its ARN.
 *
 * CloudFormation sends Delete only when a failed deployment is rolled back, since the resource is retained. Then only
 * an application that this deployment created may go: one that was there before has the endpoints of all devices.
 * The physical id of such a one begins with `found`.
 */
export async function handlePlatformApplication(
  ports: Ports,
  { RequestType: type, PhysicalResourceId: id }: ResourceRequest,
  properties: PlatformApplicationProperties,
): Promise<AppliedResource> {
  if (type === 'Delete') {
    if (id === properties.Arn) await ports.applications.delete(properties.Arn);
    return { physicalId: id ?? properties.Arn, arn: properties.Arn };
  }
  const { created } = await applyPlatformApplication(ports, properties);
  const physicalId = created ? properties.Arn : `found ${properties.Arn}`;
  return { physicalId: type === 'Update' && id !== undefined ? id : physicalId, arn: properties.Arn };
}
