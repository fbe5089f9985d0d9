import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';
import { createApplication, createEndpoint } from './support/createEndpoint.ts';

let messaging: Messaging;
let application: string;
let endpoint: string;

beforeAll(async () => {
  messaging = await startMessaging();
  application = await createApplication(messaging, 'GCM');
  endpoint = await createEndpoint(messaging, application, 'token');
});
afterAll(() => messaging[Symbol.asyncDispose]());

/** Calls as a role that may do this on these resources. */
function callAs(action: string, resources: readonly string[], input: Readonly<Record<string, string>>) {
  const roleArn = messaging.putRole('caller', [action], 'lambda.amazonaws.com', resources);
  const principal = { kind: 'role', roleArn, sessionName: 'test' } as const;
  return messaging.platform.aws.call(principal, 'sns', action.replace('sns:', ''), { ...input });
}

const newApplication = { Platform: 'GCM', Name: 'new' };

test('an application is made by who may make any', async () => {
  const action = 'sns:CreatePlatformApplication';
  const itsOwn = `${application.slice(0, application.lastIndexOf('/'))}/new`;
  await expect(callAs(action, [itsOwn], newApplication)).rejects.toThrow(
    /not authorized to perform: sns:CreatePlatformApplication on resource: arn:aws:sns:us-east-1:000000000000:app\/ /,
  );
  // SNS goes on to the credentials.
  for (const resource of ['*', application.replace(/app\/.*/, 'app/*')]) {
    await expect(callAs(action, [resource], newApplication)).rejects.toThrow('PlatformCredential');
  }
});

test.each(['GetEndpointAttributes', 'SetEndpointAttributes', 'DeleteEndpoint'])(
  '%s needs to be allowed on the application and on the endpoint',
  async (name) => {
    const input = { EndpointArn: endpoint.replace(/[^/]+$/, '00000000-0000-0000-0000-000000000000') };
    const call = (...resources: readonly string[]) => callAs(`sns:${name}`, resources, input);
    const endpoints = endpoint.replace(/[^/]+$/, '*');
    await expect(call(endpoints)).rejects.toThrow(`on resource: ${application} `);
    await expect(call(application)).rejects.toThrow(`on resource: ${input.EndpointArn} `);
    const both = call(application, endpoints);
    await (name === 'DeleteEndpoint' ? both : expect(both).rejects.toThrow('Endpoint does not exist'));
  },
);

test('a push needs to be allowed on the endpoint alone', async () => {
  const input = { TargetArn: endpoint, Message: 'hello' };
  await callAs('sns:Publish', [endpoint], input);
  await expect(callAs('sns:Publish', [application], input)).rejects.toThrow(`on resource: ${endpoint} `);
});
