import type { PushPlatform } from '../../schema/generated/types.ts';
import { credentialAttributes, snsPlatforms } from '../rules/platforms/credentialAttributes.ts';
import { withoutSecrets } from '../rules/platforms/withoutSecrets.ts';

/** Platform applications in SNS. */
export interface PlatformApplications {
  /** Creates the application, or finds it by name and platform. Returns its ARN. */
  create(name: string, snsPlatform: string, attributes: Readonly<Record<string, string>>): Promise<string>;
  setAttributes(arn: string, attributes: Readonly<Record<string, string>>): Promise<void>;
  delete(arn: string): Promise<void>;
}

export interface Secrets {
  /** Returns the current secret. */
  read(secretId: string): Promise<string>;
}

/** The resource's properties in the template. */
export interface PlatformApplicationProperties {
  readonly Name: string;
  readonly Platform: PushPlatform;
  readonly SecretId: string;
  /** Attributes that are not secret: event topics and delivery-status logging. */
  readonly Attributes: Readonly<Record<string, string>>;
}

export interface Ports {
  readonly applications: PlatformApplications;
  readonly secrets: Secrets;
}

/**
 * Creates the application, or gives an existing one its current credentials and attributes. Returns its ARN.
 * An update rotates the credentials. Throws an Error with SNS's words, without any part of the secret.
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
