import type { Node } from 'constructs';
import { type BreakerSettings, breakerSettings } from '../../functions/rules/breaker/BreakerSettings.ts';
import { MOST_DEVICES_PER_USER } from '../../functions/rules/devices/surplusDevices.ts';
import { snsPlatforms } from '../../functions/rules/platforms/credentialAttributes.ts';
import type { PushPlatform } from '../../schema/generated/types.ts';
import { type AlarmThresholds, alarmThresholds } from './monitoring/alarmThresholds.ts';
import { allowedThresholds, readThresholds } from './readThresholds.ts';

/** What `cdk.json` or `--context` say of a deployment, each under `heliograph:<name>`. */
export interface Settings {
  /**
   * Secrets Manager's name of each platform's credentials. A platform left out is not offered. Its platform
   * application stays at SNS.
   */
  readonly platformSecrets: Readonly<Partial<Record<PushPlatform, string>>>;
  /** Platforms whose application is deleted at SNS, with the endpoints of all devices. @default - none */
  readonly deletePlatforms: readonly PushPlatform[];
  /** Publications a second that SNS allows in the region. @default 300 */
  readonly snsPublishRate: number;
  /** Devices that a user may have: one more takes the place of the one unseen longest. 1–100. @default 25 */
  readonly devicesPerUser: number;
  /** Minutes for which a message holds back the next ones of its message group, at most. 1–1440. @default 15 */
  readonly groupHoldMinutes: number;
  /** Hours without an answer of the push service after which a delivery ends `NO_ANSWER`. 1–672. @default 7 */
  readonly answerHours: number;
  /** When a platform's breaker opens, and how it closes. @default - as in docs/operations.md */
  readonly breaker: BreakerSettings;
  /** How codes are sent for step-up. @default attributes */
  readonly stepUpCodes: 'attributes' | 'userAuth';
  /** Whether anybody may make an account in the user pool. @default false */
  readonly selfSignUp: boolean;
  /** Whether AWS refuses to delete tables, user pool and stack: not in a first deployment. @default false */
  readonly deletionProtection: boolean;
  /** Whether clients may read the schema from the API, as generators and consoles do. @default false */
  readonly introspection: boolean;
  /** Services that get a role of their own. What a user proves for one counts for no other. @default - none */
  readonly services: readonly string[];
  /** Whether step-up settings can name users' reads of their own things. @default false */
  readonly guardOwnReads: boolean;
  /** Domain of the app's pages. @default - no passkeys */
  readonly passkeyRelyingParty?: string;
  /** Count it up to have the credentials read again. @default 1 */
  readonly credentialsRevision: string;
  /** Of each hundred deliveries that a topic's subscribers took, those that SNS logs. 0–100. @default 100 */
  readonly topicSuccessSampleRate: number;
  /** Days of nothing but failures after which SNS does not try a topic's subscriber any more. 1–14. @default 3 */
  readonly suspendAfterDays: number;
  /** Tags of every resource, and of the topics that admins make. @default - none */
  readonly tags: Readonly<Record<string, string>>;
  /** The SNS topic that alarms tell. @default - they only show in CloudWatch */
  readonly alarmTopicArn?: string;
  /** When alarms go off. @default - as in docs/operations.md */
  readonly alarms: AlarmThresholds;
  /** Concurrent executions reserved for each function that Cognito calls. @default - none */
  readonly triggerConcurrency?: number;
}

const platforms = Object.keys(snsPlatforms) as readonly PushPlatform[];

/**
 * Returns the settings. Throws an Error that names a wrong setting and what it allows: CloudFormation would refuse it
 * late or never.
 */
export function readSettings(node: Node): Settings {
  const read = (name: string): unknown => node.tryGetContext(`heliograph:${name}`);
  const rate = read('snsPublishRate') ?? 300;
  const devices = read('devicesPerUser') ?? 25;
  const hold = read('groupHoldMinutes') ?? 15;
  const hours = read('answerHours') ?? 7;
  const codes = read('stepUpCodes') ?? 'attributes';
  const secrets = read('platformSecrets');
  const thresholds = <Name extends string>(name: string, bounds: Parameters<typeof readThresholds<Name>>[1]) =>
    readThresholds(read(name), bounds) ?? refuse(name, read(name), allowedThresholds(bounds));
  const breaker: BreakerSettings = thresholds('breaker', breakerSettings);
  const triggers = read('triggerConcurrency');
  const relyingParty = optionalText(read, 'passkeyRelyingParty', domain, 'a domain, such as app.example');
  const alarmTopicArn = optionalText(read, 'alarmTopicArn', topicArn, 'the ARN of an SNS topic');
  if (triggers !== undefined && !isWhole(triggers)) refuse('triggerConcurrency', triggers, 'a whole number from 1');
  if (!isWhole(rate)) refuse('snsPublishRate', rate, 'a whole number from 1');
  if (!isWhole(devices) || Number(devices) > MOST_DEVICES_PER_USER) {
    refuse('devicesPerUser', devices, `a whole number from 1 to ${MOST_DEVICES_PER_USER}`);
  }
  if (!isWhole(hold) || Number(hold) > MOST_HOLD_MINUTES) {
    refuse('groupHoldMinutes', hold, `a whole number from 1 to ${MOST_HOLD_MINUTES}`);
  }
  if (!isWhole(hours) || Number(hours) > MOST_ANSWER_HOURS) {
    refuse('answerHours', hours, `a whole number from 1 to ${MOST_ANSWER_HOURS}`);
  }
  if (codes !== 'attributes' && codes !== 'userAuth') refuse('stepUpCodes', codes, 'attributes or userAuth');
  if (!isSecrets(secrets)) {
    refuse(
      'platformSecrets',
      secrets,
      `an object that names a secret for each of ${platforms.join(', ')} that is offered`,
    );
  }
  return {
    platformSecrets: secrets,
    deletePlatforms: readDeleted(read('deletePlatforms'), secrets),
    snsPublishRate: Number(rate),
    devicesPerUser: Number(devices),
    groupHoldMinutes: Number(hold),
    answerHours: Number(hours),
    breaker,
    stepUpCodes: codes,
    guardOwnReads: isOn(read, 'guardOwnReads'),
    services: readServices(read('services')),
    selfSignUp: isOn(read, 'selfSignUp'),
    deletionProtection: isOn(read, 'deletionProtection'),
    introspection: isOn(read, 'introspection'),
    topicSuccessSampleRate: readShare(read('topicSuccessSampleRate') ?? 100),
    suspendAfterDays: readDays(read('suspendAfterDays') ?? 3),
    tags: readTags(read('tags')),
    credentialsRevision: `${read('credentialsRevision') ?? 1}`,
    ...(relyingParty === undefined ? {} : { passkeyRelyingParty: relyingParty }),
    ...(alarmTopicArn === undefined ? {} : { alarmTopicArn }),
    alarms: thresholds('alarms', alarmThresholds),
    ...(triggers === undefined ? {} : { triggerConcurrency: Number(triggers) }),
  };
}

/** A day: what is later than this has lost its place anyway. */
const MOST_HOLD_MINUTES = 1440;
/** The longest time to live. */
const MOST_ANSWER_HOURS = 672;

/** Not an address: a relying party's id has neither scheme nor port (WebAuthn, 5.1.2). */
const domain = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;
const topicArn = /^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/;

function optionalText(
  read: (name: string) => unknown,
  name: string,
  form: RegExp,
  allowed: string,
): string | undefined {
  const value = read(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !form.test(value)) refuse(name, value, allowed);
  return value;
}

/** Off unless set. The command line gives text. */
function isOn(read: (name: string) => unknown, name: string): boolean {
  const value = `${read(name) ?? false}`;
  if (value !== 'true' && value !== 'false') refuse(name, read(name), 'true or false');
  return value === 'true';
}

/** The command line gives text. */
function isWhole(value: unknown): value is number | string {
  return /^[1-9]\d{0,8}$/.test(`${value}`);
}

function isSecrets(value: unknown): value is Settings['platformSecrets'] {
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(
      ([platform, name]) =>
        (platforms as readonly string[]).includes(platform) && typeof name === 'string' && name !== '',
    )
  );
}

/** The command line gives text: `FCM` or `APNS,FCM`. */
function readDeleted(given: unknown, secrets: Settings['platformSecrets']): readonly PushPlatform[] {
  const names: unknown = typeof given === 'string' ? given.split(',') : (given ?? []);
  const deletable = platforms.filter((platform) => !(platform in secrets));
  if (Array.isArray(names) && new Set(names).size === names.length && names.every((name) => deletable.includes(name))) {
    return names;
  }
  const allowed =
    deletable.length === 0
      ? 'absent while all platforms are in platformSecrets'
      : `some of ${deletable.join(', ')}, which are not in platformSecrets`;
  return refuse('deletePlatforms', given, allowed);
}

/** As in `billing:transfer`. A letter follows each hyphen, so that no two outputs have one name. */
const service = /^(?=.{1,31}$)[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;
const MOST_SERVICES = 20;

/** The command line gives text: `billing` or `billing,orders`. */
function readServices(given: unknown): readonly string[] {
  const names: unknown = typeof given === 'string' ? given.split(',') : (given ?? []);
  const isName = (name: unknown) => typeof name === 'string' && service.test(name);
  const areNames = Array.isArray(names) && new Set(names).size === names.length && names.every(isName);
  if (areNames && names.length <= MOST_SERVICES) return names;
  return refuse('services', given, `at most ${MOST_SERVICES} names such as billing, or order-desk, of 1–31 characters`);
}

function readShare(share: unknown): number {
  if (/^(\d{1,2}|100)$/.test(`${share}`)) return Number(share);
  return refuse('topicSuccessSampleRate', share, 'a whole number from 0 to 100');
}

/** What is kept for a subscriber is kept for 14 days. */
function readDays(days: unknown): number {
  if (/^([1-9]|1[0-4])$/.test(`${days}`)) return Number(days);
  return refuse('suspendAfterDays', days, 'a whole number from 1 to 14');
}

const MOST_TAGS = 20;
/** What every service takes: letters, digits, spaces and some marks. Names with `aws:` are AWS's own. */
const tagName = /^(?!aws:|heliograph:)[\w .:/=+@-]{1,128}$/i;
const tagValue = /^[\w .:/=+@-]{0,256}$/;

/** The command line gives text: `team=push,stage=live`. */
function readTags(given: unknown): Readonly<Record<string, string>> {
  const pairs =
    typeof given === 'string'
      ? given.split(',').map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')] as const)
      : Object.entries(given ?? {});
  const isTag = ([name, value]: readonly [string, unknown]) =>
    tagName.test(name) && typeof value === 'string' && tagValue.test(value);
  const isObject =
    given === undefined || typeof given === 'string' || (typeof given === 'object' && !Array.isArray(given));
  if (isObject && pairs.length <= MOST_TAGS && pairs.every(isTag)) return Object.fromEntries(pairs);
  return refuse(
    'tags',
    given,
    `at most ${MOST_TAGS} tags, such as team=push, whose names do not begin with aws: or heliograph:`,
  );
}

function refuse(name: string, given: unknown, allowed: string): never {
  throw new Error(`The context heliograph:${name} is ${JSON.stringify(given)}; it is ${allowed}.`);
}
