import { CreatePlatformApplicationCommand, CreatePlatformEndpointCommand } from '@aws-sdk/client-sns';
import type { Messaging } from '../../../testing/startMessaging.ts';

export const deviceToken = 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90';

/** A platform application named `phone`. */
export async function createApplication(
  messaging: Messaging,
  platform: 'APNS' | 'APNS_SANDBOX' | 'GCM',
  attributes: Readonly<Record<string, string>> = {},
): Promise<string> {
  const credentials =
    platform === 'GCM'
      ? { PlatformCredential: '{"type":"service_account"}' }
      : {
          PlatformCredential: 'signing key',
          PlatformPrincipal: 'KEY1234567',
          ApplePlatformTeamID: 'TEAM123456',
          ApplePlatformBundleID: 'com.example.app',
        };
  const { PlatformApplicationArn: arn = '' } = await messaging.sns.send(
    new CreatePlatformApplicationCommand({
      Name: 'phone',
      Platform: platform,
      Attributes: { ...credentials, ...attributes },
    }),
  );
  return arn;
}

export async function createEndpoint(messaging: Messaging, applicationArn: string, token: string): Promise<string> {
  const { EndpointArn: arn = '' } = await messaging.sns.send(
    new CreatePlatformEndpointCommand({ PlatformApplicationArn: applicationArn, Token: token }),
  );
  return arn;
}
