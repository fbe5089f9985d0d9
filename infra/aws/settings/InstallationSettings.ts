import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { GivenSettings } from './GivenSettings.ts';
import { readTags } from './readTags.ts';

/** What the whole installation has in common. */
export interface InstallationSettings {
  /** @default heliograph */
  readonly name: string;
  /** With `dev`, tables, user pool, keys and endpoints go with the stack. @default prod */
  readonly stage: string;
  /** The stack's name, which begins the names of everything. @default - `<name>-<stage>` */
  readonly installation?: string;
  /**
   * Whether AWS refuses to delete tables, user pool and stack: not in a first deployment.
   * @default - unless the stage is dev
   */
  readonly deletionProtection: boolean;
  /** Days for which logs are kept, of those that CloudWatch Logs allows. @default 30, 3 of the stage dev */
  readonly logRetentionDays: number;
  /** The managed policy that bounds what every role may do. @default - none */
  readonly permissionsBoundaryArn?: string;
  /** Tags of every resource, and of the topics that admins make. @default - none */
  readonly tags: Readonly<Record<string, string>>;
}

/** Names of topics and kept queues go on like this. So one name is not the beginning of another's. */
const name = /^(?!(.*-)?(topic|kept)(-|$))(?=.{1,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Without a hyphen: no two pairs of a name and a stage are one id. */
const stage = /^[a-z][a-z0-9]{0,9}$/;
/** As CloudFormation names stacks. */
const wholeId = /^[A-Za-z][A-Za-z0-9-]{0,30}$/;

const managedPolicy = /^arn:[a-z-]+:iam::(\d{12}|aws):policy\/[\w+=,.@/-]{1,512}$/;

const LOG_DAYS = 30;
const DISPOSABLE_LOG_DAYS = 3;
/** What tells of a failed push must outlast a weekend. Ten years and unlimited are more than anybody looks back. */
const logDays = Object.values(RetentionDays).filter((days) => typeof days === 'number' && days >= 3 && days <= 731);

export function readInstallationSettings(given: GivenSettings): InstallationSettings {
  const givenStage = given.text('stage', stage, 'such as prod, staging or dev: at most 10 of a–z and 0–9') ?? 'prod';
  const installation = given.text('installation', wholeId, 'the name of a stack, of at most 31 characters');
  const permissionsBoundaryArn = given.text('permissionsBoundaryArn', managedPolicy, 'the ARN of a managed policy');
  const mayBeDeleted = isDisposable(givenStage);
  return {
    name:
      given.text('name', name, 'such as heliograph, or push-shop: at most 20 of a–z, 0–9 and hyphens') ?? 'heliograph',
    stage: givenStage,
    ...(installation === undefined ? {} : { installation }),
    deletionProtection:
      given.value('deletionProtection') === undefined ? !mayBeDeleted : given.isOn('deletionProtection'),
    logRetentionDays: readLogDays(given) ?? (mayBeDeleted ? DISPOSABLE_LOG_DAYS : LOG_DAYS),
    ...(permissionsBoundaryArn === undefined ? {} : { permissionsBoundaryArn }),
    tags: readTags(given),
  };
}

/** Returns the id of the installation, which is the name of its stack. */
export function installationId({ installation, name, stage }: InstallationSettings): string {
  return installation ?? `${name}-${stage}`;
}

/** Returns whether all that an installation has goes with its stack. */
export function isDisposable(stage: string): boolean {
  return stage === 'dev';
}

function readLogDays(given: GivenSettings): number | undefined {
  const value = given.value('logRetentionDays');
  if (value === undefined) return undefined;
  const days = logDays.find((allowed) => `${allowed}` === `${value}`);
  return typeof days === 'number' ? days : given.refuse('logRetentionDays', `one of ${logDays.join(', ')}`);
}
