import { AwsError } from '../platform/AwsError.ts';
import { type Principal, principalArn } from '../platform/Principal.ts';

/** The reason of a refusal, in the words of AWS's messages. */
export type DenialReason =
  | 'no identity-based policy allows'
  | 'no resource-based policy allows'
  | 'no permissions boundary allows'
  | 'explicit deny in an identity-based policy'
  | 'explicit deny in a resource-based policy'
  | 'explicit deny in a permissions boundary';

interface ErrorForm {
  readonly code: string;
  readonly status: number;
}

const jsonForm: ErrorForm = { code: 'AccessDeniedException', status: 400 };

/** The error of services that do not answer `AccessDeniedException` with 400. */
const forms: Readonly<Record<string, ErrorForm>> = {
  sns: { code: 'AuthorizationError', status: 403 },
  sqs: { code: 'AccessDenied', status: 403 },
  sts: { code: 'AccessDenied', status: 403 },
  iam: { code: 'AccessDenied', status: 403 },
  s3: { code: 'AccessDenied', status: 403 },
  cloudformation: { code: 'AccessDenied', status: 403 },
  lambda: { code: 'AccessDeniedException', status: 403 },
  scheduler: { code: 'AccessDeniedException', status: 403 },
};

/**
 * Returns AWS's error for a refusal.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function accessDenied(
  principal: Principal,
  action: string,
  resource: string,
  reason: DenialReason,
  accountId: string,
): AwsError {
  const service = action.slice(0, action.indexOf(':'));
  const { code, status } = (Object.hasOwn(forms, service) ? forms[service] : undefined) ?? jsonForm;
  const because = reason.startsWith('no ') ? `because ${reason} the ${action} action` : `with an ${reason}`;
  return new AwsError(
    code,
    `User: ${principalArn(principal, accountId)} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
    { status },
  );
}
