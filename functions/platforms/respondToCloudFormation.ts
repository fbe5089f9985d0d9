import { setTimeout } from 'node:timers/promises';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { Failure } from '../rules/Failure.ts';

/** Attempts to answer, and milliseconds for each. */
const ATTEMPTS = 3;
const ATTEMPT_MILLISECONDS = 4_000;
/** CloudFormation takes an answer of 4,096 bytes (User Guide, "Custom resource response objects"). */
const LONGEST_REASON = 1_000;

export interface AppliedResource {
  /** The value of `Ref`. */
  readonly physicalId: string;
  readonly arn: string;
}

/**
 * Does the work and tells CloudFormation its outcome: also that it failed, or was not done in `milliseconds`.
 * Throws a Failure if CloudFormation takes no answer: then it waits until the
 * resource's `ServiceTimeout`.
 */
export async function respondToCloudFormation(
  event: CloudFormationCustomResourceEvent,
  work: () => Promise<AppliedResource>,
  milliseconds: number,
): Promise<void> {
  const previous = 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.LogicalResourceId;
  let outcome: { Status: string; PhysicalResourceId: string; Reason?: string; Data?: object };
  try {
    const { physicalId, arn } = await inTime(work(), milliseconds);
    outcome = { Status: 'SUCCESS', PhysicalResourceId: physicalId, Data: { Arn: arn } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    outcome = { Status: 'FAILED', PhysicalResourceId: previous, Reason: reason.slice(0, LONGEST_REASON) };
  }
  const { StackId, RequestId, LogicalResourceId } = event;
  await answer(event.ResponseURL, JSON.stringify({ ...outcome, StackId, RequestId, LogicalResourceId }));
}

async function inTime<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  const done = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: done.signal }).then(() => {
    throw new Failure(`It was not done within ${Math.round(milliseconds / 1000)} seconds.`);
  });
  // It ends by the signal, which is no failure.
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}

async function answer(url: string, body: string): Promise<void> {
  let refusal = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      // The URL is presigned for a request without a content type.
      const headers = { 'content-type': '' };
      const signal = AbortSignal.timeout(ATTEMPT_MILLISECONDS);
      const response = await fetch(url, { method: 'PUT', headers, body, signal });
      if (response.ok) return;
      refusal = `with ${response.status}`;
    } catch (error) {
      // The URL is a credential, and fetch's own words may have it.
      refusal = error instanceof Error ? `by ${error.name}` : 'by an unknown error';
    }
  }
  throw new Failure(`CloudFormation's answer was refused ${refusal}.`);
}
