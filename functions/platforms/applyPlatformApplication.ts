import type { PushPlatform } from '../../schema/generated/types.ts';
import { credentialAttributes, snsPlatforms } from '../rules/platforms/credentialAttributes.ts';
import { withoutSecrets } from '../rules/platforms/withoutSecrets.ts';

/** Platform applications in SNS. */
export interface PlatformApplications {
  create(name: string, snsPlatform: string, attributes: Readonly<Record<string, string>>): Promise<void>;
  /** Returns false if there is no such application. */
  setAttributes(arn: string, attributes: Readonly<Record<string, string>>): Promise<boolean>;
  /** Deletes the application with all its endpoints. Succeeds if there is none. */
  delete(arn: string): Promise<void>;
}

export interface Secrets {
  /** Returns the current secret. */
  read(secretId: string): Promise<string>;
}

/** The resource's properties in the template: an application, or one that is to be deleted. */
export type PlatformApplicationProperties = WantedApplication | UnwantedApplication;

interface WantedApplication {
  readonly Arn: string;
  readonly Name: string;
  readonly Platform: PushPlatform;
  readonly SecretId: string;
  /** Attributes that are not secret: event topics and delivery-status logging. */
  readonly Attributes: Readonly<Record<string, string>>;
}

interface UnwantedApplication {
  readonly Arn: string;
  /** Asks for its deletion, with all its endpoints. */
  readonly Deleted: 'true';
}

export interface Ports {
  readonly applications: PlatformApplications;
  readonly secrets: Secrets;
}

/**
 * Gives the application its current credentials and attributes, or creates it. An application outlives its place in
 * the settings, so one may be there that this deployment does not know. Deletes it if the properties ask for that.
 * Returns whether it was created. Throws an Error with SNS's words, without any part of the secret.
 */
export async function applyPlatformApplication(
  { applications, secrets }: Ports,
  properties: PlatformApplicationProperties,
): Promise<{ readonly created: boolean }> {
  if ('Deleted' in properties) {
    await applications.delete(properties.Arn);
    return { created: false };
  }
  const { Arn: arn, Name: name, Platform: platform, SecretId: secretId, Attributes: plain } = properties;
  const credentials = credentialAttributes(platform, await secrets.read(secretId));
  // Not `Enabled`: SNS documents it for endpoints alone.
  const attributes = { ...plain, ...credentials };
  try {
    if (await applications.setAttributes(arn, attributes)) return { created: false };
    await applications.create(name, snsPlatforms[platform], attributes);
    return { created: true };
  } catch (error) {
    // Without the cause: it may hold the request.
    const message = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
    throw new Error(withoutSecrets(message, secretTexts(credentials)));
  }
}

/** Returns all secret parts of the credentials: of a service account's file, every member. */
function secretTexts({ PlatformCredential: credential = '' }: Readonly<Record<string, string>>): readonly string[] {
  if (!credential.trimStart().startsWith('{')) return [credential];
  const members: Readonly<Record<string, unknown>> = JSON.parse(credential);
  return [credential, ...Object.values(members).filter((member) => typeof member === 'string')];
}
