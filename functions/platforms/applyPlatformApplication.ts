import type { PushPlatform } from '../../schema/generated/types.ts';
import { credentialAttributes, snsPlatforms } from '../rules/platforms/credentialAttributes.ts';
import { withoutSecrets } from '../rules/platforms/withoutSecrets.ts';

/** SNS, as far as platform applications go. */
export interface PlatformApplications {
  /** The ARN of the application, made or found by name and platform. */
  create(name: string, snsPlatform: string, attributes: Readonly<Record<string, string>>): Promise<string>;
  setAttributes(arn: string, attributes: Readonly<Record<string, string>>): Promise<void>;
  delete(arn: string): Promise<void>;
}

export interface Secrets {
  /** The current secret string. */
  read(secretId: string): Promise<string>;
}

/** The resource's properties in the template. */
export interface PlatformApplicationProperties {
  readonly Name: string;
  readonly Platform: PushPlatform;
  readonly SecretId: string;
  /** Attributes that are no secret: event topics and delivery-status logging. */
  readonly Attributes: Readonly<Record<string, string>>;
}

export interface Ports {
  readonly applications: PlatformApplications;
  readonly secrets: Secrets;
}

/**
 * Makes the application, or gives an existing one its current credentials and attributes: an update is how credentials are rotated.
 * Throws an Error that says what SNS refused, with nothing of the secret in it.
 */
export async function applyPlatformApplication(
  { applications, secrets }: Ports,
  properties: PlatformApplicationProperties,
  existingArn: string | undefined,
): Promise<string> {
  const { Name: name, Platform: platform, SecretId: secretId, Attributes: plain } = properties;
  const credentials = credentialAttributes(platform, await secrets.read(secretId));
  const attributes = { ...plain, ...credentials, Enabled: 'true' };
  try {
    if (existingArn?.endsWith(`:app/${snsPlatforms[platform]}/${name}`)) {
      await applications.setAttributes(existingArn, attributes);
      return existingArn;
    }
    return await applications.create(name, snsPlatforms[platform], attributes);
  } catch (error) {
    // The cause stays behind: it may hold what was sent.
    const message = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
    throw new Error(withoutSecrets(message, secretTexts(credentials)));
  }
}

/** Everything in the credentials that must not be told: of a service account's file, every member. */
function secretTexts({ PlatformCredential: credential = '' }: Readonly<Record<string, string>>): readonly string[] {
  if (!credential.trimStart().startsWith('{')) return [credential];
  const members: Readonly<Record<string, unknown>> = JSON.parse(credential);
  return [credential, ...Object.values(members).filter((member) => typeof member === 'string')];
}
