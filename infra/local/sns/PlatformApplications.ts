import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { invalidParameter, notFound } from './errors.ts';
import { type PushPlatform, parsePushPlatform } from './PushPlatform.ts';

export interface PlatformApplication {
  readonly arn: string;
  readonly platform: PushPlatform;
  readonly name: string;
  /** As GetPlatformApplicationAttributes answers them, without the credentials. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_SetPlatformApplicationAttributes.html, which Create refers to. */
const readableAttributes = [
  'EventEndpointCreated',
  'EventEndpointDeleted',
  'EventEndpointUpdated',
  'EventDeliveryFailure',
  'SuccessFeedbackRoleArn',
  'FailureFeedbackRoleArn',
  'SuccessFeedbackSampleRate',
  'ApplePlatformTeamID',
  'ApplePlatformBundleID',
];
const credentialAttributes = ['PlatformCredential', 'PlatformPrincipal'];

/** Platform applications. Keeps only a digest of their credentials, to tell a repeated create from a different one. */
export class PlatformApplications {
  readonly #database: DatabaseSync;
  readonly #arnPrefix: string;

  constructor(database: DatabaseSync, region: string, accountId: string) {
    this.#database = database;
    this.#arnPrefix = `arn:aws:sns:${region}:${accountId}:app/`;
  }

  arn(platform: string, name: string): string {
    return `${this.#arnPrefix}${platform}/${name}`;
  }

  create(platformName: string, name: string, attributes: Readonly<Record<string, string>>): string {
    const platform = parsePushPlatform(platformName);
    if (!/^[A-Za-z0-9_.-]{1,256}$/.test(name)) {
      throw invalidParameter('Name Reason: must be 1 to 256 ASCII letters, numbers, underscores, hyphens, and periods');
    }
    assertAttributes(attributes);
    assertCredentials(platform, attributes);
    const arn = this.arn(platform, name);
    const stored = JSON.stringify(sorted(readable(attributes)));
    const digest = credentialDigest(attributes);
    const existing = this.#database
      .prepare('SELECT attributes, credential_digest AS digest FROM application WHERE arn = ?')
      .get(arn);
    if (existing === undefined) {
      this.#database
        .prepare('INSERT INTO application (arn, platform, name, credential_digest, attributes) VALUES (?, ?, ?, ?, ?)')
        .run(arn, platform, name, digest, stored);
    } else if (existing.attributes !== stored || existing.digest !== digest) {
      throw invalidParameter('Attributes Reason: Platform application already exists with different attributes');
    }
    return arn;
  }

  find(arn: string): PlatformApplication | undefined {
    const row = this.#database
      .prepare('SELECT arn, platform, name, attributes FROM application WHERE arn = ?')
      .get(arn);
    return row === undefined ? undefined : fromRow(row);
  }

  get(arn: string): PlatformApplication {
    const application = this.find(arn);
    if (application === undefined) throw notFound('PlatformApplication does not exist');
    return application;
  }

  /** Returns at most `limit` applications after the ARN `after`, in the order of ARN. */
  list(after: string, limit: number): readonly PlatformApplication[] {
    return this.#database
      .prepare('SELECT arn, platform, name, attributes FROM application WHERE arn > ? ORDER BY arn LIMIT ?')
      .all(after, limit)
      .map(fromRow);
  }

  setAttributes(arn: string, changes: Readonly<Record<string, string>>): void {
    const application = this.get(arn);
    assertAttributes(changes);
    const attributes = sorted({ ...application.attributes, ...readable(changes) });
    this.#database.prepare('UPDATE application SET attributes = ? WHERE arn = ?').run(JSON.stringify(attributes), arn);
    if (credentialAttributes.some((name) => changes[name] !== undefined)) {
      if (changes.PlatformCredential === undefined) {
        throw invalidParameter('PlatformCredential Reason: no value for required parameter');
      }
      this.#database
        .prepare('UPDATE application SET credential_digest = ? WHERE arn = ?')
        .run(credentialDigest(changes), arn);
    }
  }

  delete(arn: string): void {
    this.#database.prepare('DELETE FROM endpoint WHERE application = ?').run(arn);
    this.#database.prepare('DELETE FROM application WHERE arn = ?').run(arn);
  }
}

function fromRow(row: Readonly<Record<string, unknown>>): PlatformApplication {
  return {
    arn: String(row.arn),
    platform: parsePushPlatform(String(row.platform)),
    name: String(row.name),
    attributes: JSON.parse(String(row.attributes)) as Record<string, string>,
  };
}

function sorted(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readable(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => readableAttributes.includes(name)));
}

function credentialDigest(attributes: Readonly<Record<string, string>>): string {
  const credentials = JSON.stringify(credentialAttributes.map((name) => attributes[name] ?? null));
  return createHash('sha256').update(credentials).digest('hex');
}

function assertAttributes(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const wrong = (reason: string) => invalidParameter(`Attributes Reason: ${name} ${reason}`);
    if (!readableAttributes.includes(name) && !credentialAttributes.includes(name)) throw wrong('is not an attribute');
    if (name === 'SuccessFeedbackSampleRate' && !(/^\d{1,3}$/.test(value) && Number(value) <= 100)) {
      throw wrong('must be a whole number from 0 to 100');
    }
    if (name.endsWith('FeedbackRoleArn') && value !== '' && !/^arn:aws:iam::\d{12}:role\/.+/.test(value)) {
      throw wrong('must be the ARN of a role');
    }
    if (name.startsWith('Event') && value !== '' && !/^arn:aws:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+$/.test(value)) {
      throw wrong('must be the ARN of a topic');
    }
  }
}

/**
 * Throws unless the credentials are complete. Token authentication needs all four for APNs.
 * https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformApplication.html
 */
function assertCredentials(platform: PushPlatform, attributes: Readonly<Record<string, string>>): void {
  const needed = platform === 'GCM' ? ['PlatformCredential'] : credentialAttributes;
  const tokenAuthentication = ['ApplePlatformTeamID', 'ApplePlatformBundleID'];
  const both = tokenAuthentication.some((name) => attributes[name] !== undefined) ? tokenAuthentication : [];
  for (const name of [...needed, ...both]) {
    if ((attributes[name] ?? '') === '') throw invalidParameter(`${name} Reason: no value for required parameter`);
  }
}
