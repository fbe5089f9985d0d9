import {
  CreatePlatformApplicationCommand,
  CreatePlatformEndpointCommand,
  SetEndpointAttributesCommand,
} from '@aws-sdk/client-sns';
import { type Messaging, startMessaging } from 'local-cloud/testing/startMessaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SnsPushEndpoints } from '../../functions/aws/sns/SnsPushEndpoints.ts';

let local: Messaging;
let endpoints: SnsPushEndpoints;
let application: string;

beforeAll(async () => {
  local = await startMessaging();
  const { PlatformApplicationArn = '' } = await local.sns.send(
    new CreatePlatformApplicationCommand({
      Name: 'app',
      Platform: 'APNS',
      Attributes: {
        PlatformCredential: '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----',
        PlatformPrincipal: 'ABCDEFGHIJ',
        ApplePlatformTeamID: 'ABCDEFGHIJ',
        ApplePlatformBundleID: 'com.example',
      },
    }),
  );
  application = PlatformApplicationArn;
  endpoints = new SnsPushEndpoints(local.sns, { APNS: application });
});
afterAll(() => local[Symbol.asyncDispose]());

describe('endpoints in SNS', () => {
  it('are made once for a token', async () => {
    const arn = await endpoints.create('APNS', 'aa01');
    expect(await endpoints.create('APNS', 'aa01')).toBe(arn);
    expect(await endpoints.read(arn)).toEqual({ token: 'aa01', enabled: true });
  });

  it('are found where SNS says that one exists with other attributes', async () => {
    const made = await local.sns.send(
      new CreatePlatformEndpointCommand({
        PlatformApplicationArn: application,
        Token: 'aa02',
        CustomUserData: 'somebody',
      }),
    );
    // SNS is asked for this token alone, which agrees with any attributes; the refusal is told as SNS words it.
    const sns = Object.assign(Object.create(local.sns), {
      send: async (command: unknown) => {
        if (!(command instanceof CreatePlatformEndpointCommand)) throw new Error('not expected');
        const contrary = { ...command.input, CustomUserData: 'somebody else' };
        return local.sns.send(new CreatePlatformEndpointCommand(contrary));
      },
    });
    const found = await new SnsPushEndpoints(sns, { APNS: application }).create('APNS', 'aa02');
    expect(found).toBe(made.EndpointArn);
  });

  it('are enabled again for whom they are assigned to', async () => {
    const arn = await endpoints.create('APNS', 'aa03');
    await local.sns.send(new SetEndpointAttributesCommand({ EndpointArn: arn, Attributes: { Enabled: 'false' } }));
    expect(await endpoints.read(arn)).toEqual({ token: 'aa03', enabled: false });
    expect(await endpoints.assign(arn, 'somebody')).toBe(true);
    expect(await endpoints.read(arn)).toEqual({ token: 'aa03', enabled: true, userId: 'somebody' });
  });

  it('are gone once deleted, and deleting again succeeds', async () => {
    const arn = await endpoints.create('APNS', 'aa04');
    await endpoints.delete(arn);
    await endpoints.delete(arn);
    expect(await endpoints.read(arn)).toBeNull();
    expect(await endpoints.assign(arn, 'somebody')).toBe(false);
    expect(await endpoints.create('APNS', 'aa04')).not.toBe(arn);
  });

  it('are the caller’s error for a platform without an application', async () => {
    await expect(endpoints.create('FCM', 'token')).rejects.toMatchObject({
      errorType: 'PlatformNotConfigured',
      errorInfo: { field: 'input.address', given: 'FCM', limit: 'APNS' },
    });
  });

  it('are the caller’s error for a token that SNS refuses, which is not repeated', async () => {
    const error = await endpoints.create('APNS', 'secret!').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ errorType: 'InvalidInput', errorInfo: { field: 'input.address' } });
    expect(JSON.stringify(error) + String(error)).not.toContain('secret!');
  });
});
