import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { Failure } from '../rules/Failure.ts';

/**
 * Does the work and tells CloudFormation its outcome. The work returns the physical id, an ARN.
 * Without an answer CloudFormation waits for an hour (User Guide, "Custom resource response objects").
 */
export async function respondToCloudFormation(
  event: CloudFormationCustomResourceEvent,
  work: () => Promise<string>,
): Promise<void> {
  const previous = 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.LogicalResourceId;
  let outcome: { Status: string; PhysicalResourceId: string; Reason?: string; Data?: object };
  try {
    const arn = await work();
    outcome = { Status: 'SUCCESS', PhysicalResourceId: arn, Data: { Arn: arn } };
  } catch (error) {
    outcome = {
      Status: 'FAILED',
      PhysicalResourceId: previous,
      Reason: error instanceof Error ? error.message : 'unknown error',
    };
  }
  const { StackId, RequestId, LogicalResourceId } = event;
  const response = await fetch(event.ResponseURL, {
    method: 'PUT',
    // The URL is presigned for a request without a content type.
    headers: { 'content-type': '' },
    body: JSON.stringify({ ...outcome, StackId, RequestId, LogicalResourceId }),
  });
  if (!response.ok) throw new Failure(`CloudFormation's answer was refused with ${response.status}.`);
}
