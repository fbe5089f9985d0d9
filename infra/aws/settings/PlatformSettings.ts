import { snsPlatforms } from '../../../functions/rules/platforms/credentialAttributes.ts';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { GivenSettings } from './GivenSettings.ts';

/** The push services. */
export interface PlatformSettings {
  /**
   * Secrets Manager's name of each platform's credentials. A platform left out is not offered. Its platform
   * application stays at SNS.
   */
  readonly platformSecrets: Readonly<Partial<Record<PushPlatform, string>>>;
  /** Platforms whose application is deleted at SNS, with the endpoints of all devices. @default - none */
  readonly deletePlatforms: readonly PushPlatform[];
  /** Count it up to have the credentials read again. @default 1 */
  readonly credentialsRevision: string;
}

const platforms = Object.keys(snsPlatforms) as readonly PushPlatform[];

export function readPlatformSettings(given: GivenSettings): PlatformSettings {
  const platformSecrets = given.value('platformSecrets');
  if (!isSecrets(platformSecrets)) {
    const allowed = `an object that names a secret for each of ${platforms.join(', ')} that is offered`;
    return given.refuse('platformSecrets', allowed);
  }
  return {
    platformSecrets,
    deletePlatforms: readDeleted(given, platformSecrets),
    credentialsRevision: `${given.value('credentialsRevision') ?? 1}`,
  };
}

function isSecrets(value: unknown): value is PlatformSettings['platformSecrets'] {
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

function readDeleted(
  given: GivenSettings,
  secrets: PlatformSettings['platformSecrets'],
): PlatformSettings['deletePlatforms'] {
  const deletable = platforms.filter((platform) => !(platform in secrets));
  const names = given.list('deletePlatforms');
  const isDeletable = (name: unknown): name is PushPlatform => deletable.some((platform) => platform === name);
  if (names?.every(isDeletable)) return names;
  const allowed =
    deletable.length === 0
      ? 'absent while all platforms are in platformSecrets'
      : `some of ${deletable.join(', ')}, which are not in platformSecrets`;
  return given.refuse('deletePlatforms', allowed);
}
