import type { AwsApi, AwsOperation } from '../platform/AwsApi.ts';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { Clock } from '../platform/Clock.ts';
import { principalArn } from '../platform/Principal.ts';
import { uniqueId } from '../shared/uniqueId.ts';
import type { Iam } from './Iam.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html */
export function stsApi(iam: Iam, clock: Clock): AwsApi {
  return {
    signingName: 'sts',
    protocol: 'query',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: { GetCallerIdentity: getCallerIdentity(iam), AssumeRole: assumeRole(iam, clock) },
  };
}

/** Needs no permission. An explicit deny does not stop it either. */
function getCallerIdentity(iam: Iam): AwsOperation {
  return {
    permissions: () => [],
    run(_input, { principal }) {
      const UserId =
        principal.kind === 'role' ? `${uniqueId('AROA', principal.roleArn)}:${principal.sessionName}` : iam.accountId;
      return { UserId, Account: iam.accountId, Arn: principalArn(principal, iam.accountId) };
    },
  };
}

const MINIMUM_DURATION = 900;
const DEFAULT_DURATION = 3600;

/** The trust policy of the role decides in `run`, in place of identity and resource policies. */
function assumeRole(iam: Iam, clock: Clock): AwsOperation {
  return {
    permissions: () => [],
    run(input, { principal }) {
      const { RoleArn, RoleSessionName, DurationSeconds } = input;
      for (const unsupported of ['Policy', 'PolicyArns', 'Tags', 'SerialNumber', 'ExternalId', 'SourceIdentity']) {
        if (input[unsupported] !== undefined) throw new NotSupportedLocally(`sts:AssumeRole parameter ${unsupported}`);
      }
      if (typeof RoleArn !== 'string' || !RoleArn.startsWith('arn:')) {
        throw new AwsError('ValidationError', 'RoleArn must be the ARN of a role.');
      }
      if (typeof RoleSessionName !== 'string' || !/^[\w+=,.@-]{2,64}$/.test(RoleSessionName)) {
        throw new AwsError(
          'ValidationError',
          "Value at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}",
        );
      }
      if (principal.kind === 'root') {
        throw new AwsError('AccessDenied', 'Roles may not be assumed by root accounts.', { status: 403 });
      }
      iam.authorizeAssume(principal, RoleArn);
      const longest = iam.role(RoleArn)?.maxSessionDuration ?? DEFAULT_DURATION;
      const seconds = DurationSeconds === undefined ? DEFAULT_DURATION : Number(DurationSeconds);
      if (!Number.isInteger(seconds) || seconds < MINIMUM_DURATION || seconds > longest) {
        throw new AwsError(
          'ValidationError',
          `The requested DurationSeconds must be from ${MINIMUM_DURATION} to the MaxSessionDuration set for this role, ${longest}.`,
        );
      }
      const expiration = clock.now() + seconds * 1000;
      const credentials = iam.temporaryCredentials(RoleArn, RoleSessionName, expiration);
      return {
        Credentials: {
          AccessKeyId: credentials.accessKeyId,
          SecretAccessKey: credentials.secretAccessKey,
          SessionToken: credentials.sessionToken,
          Expiration: new Date(expiration).toISOString(),
        },
        AssumedRoleUser: {
          AssumedRoleId: `${uniqueId('AROA', RoleArn)}:${RoleSessionName}`,
          Arn: principalArn({ kind: 'role', roleArn: RoleArn, sessionName: RoleSessionName }, iam.accountId),
        },
      };
    },
  };
}
