import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, signIn, signOut } from 'aws-amplify/auth';
import { generateClient } from 'aws-amplify/data';
import { beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '../cognito/totp.ts';
import type { LocalCloud } from '../LocalCloud.ts';
import { describeOutputs } from '../outputs/describeOutputs.ts';
import { writeOutputs } from '../outputs/writeOutputs.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Log } from '../platform/Log.ts';
import { awsClientOptions, startTemplate } from '../testing/startTemplate.ts';
import { temporaryFolder } from '../testing/temporaryFolder.ts';
import { synthesizeNotes } from './fixtures/notes/synthesizeNotes.ts';

async function graphql(cloud: LocalCloud, query: string, apiKey: string): Promise<unknown> {
  const response = await fetch(`${cloud.baseUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** A confirmed user with an authenticator app. */
async function createAda(cloud: LocalCloud, UserPoolId: string): Promise<{ password: string; totpSecret: string }> {
  const password = 'Ada-test-135790';
  const call = (operation: string, input: JsonObject) =>
    cloud.platform.aws.call({ kind: 'root' }, 'cognito-idp', operation, { UserPoolId, Username: 'ada', ...input });
  await call('AdminCreateUser', { MessageAction: 'SUPPRESS' });
  const totpSecret = cloud.cognito.enrolSoftwareToken(UserPoolId, 'ada');
  await call('AdminSetUserMFAPreference', { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
  await call('AdminSetUserPassword', { Password: password, Permanent: true });
  return { password, totpSecret };
}

describe('an app that was written for the cloud', () => {
  let assembly: string;
  beforeAll(() => {
    assembly = synthesizeNotes(temporaryFolder('notes'));
  });

  it('runs from its cloud assembly: GraphQL, stream, function, topic, queue', async () => {
    await using cloud = await startTemplate(assembly);
    const { apiKey = '', stackOutputs } = describeOutputs(cloud);
    const ask = (query: string) => graphql(cloud, query, apiKey);
    expect([...cloud.result.ignored.keys()]).toEqual([]);

    expect(await ask('{ echo(text: "hello") shout(text: "hello") }')).toEqual({
      data: { echo: 'hello', shout: 'HELLO' },
    });
    expect(await ask('mutation { addNote(id: "1", text: "first") { id text author } }')).toEqual({
      data: { addNote: { id: '1', text: 'first', author: null } },
    });
    expect(await ask('{ note(id: "1") { text } }')).toEqual({ data: { note: { text: 'first' } } });

    const sqs = new SQSClient(awsClientOptions(cloud, String(stackOutputs.Notes?.ServiceRoleArn)));
    const QueueUrl = String(stackOutputs.Notes?.QueueUrl);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['first']);
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toThrow(
      /not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:/i,
    );
  });

  it('keeps its data, names and credentials across a restart', async () => {
    const directory = temporaryFolder('kept');
    const start = () => startTemplate(assembly, { directory });
    const kept = (cloud: LocalCloud) => {
      const { apiKey = '', userPoolId, userPoolClientId, stackOutputs, root } = describeOutputs(cloud);
      // The queue's URL has the port, which is another one each time.
      return { apiKey, userPoolId, userPoolClientId, role: stackOutputs.Notes?.ServiceRoleArn, root };
    };
    let before: ReturnType<typeof kept>;
    {
      await using cloud = await start();
      before = kept(cloud);
      await graphql(cloud, 'mutation { addNote(id: "1", text: "kept") { id } }', before.apiKey);
    }
    await using cloud = await start();
    expect(kept(cloud)).toEqual(before);
    const { apiKey } = before;
    expect(await graphql(cloud, '{ note(id: "1") { text } }', apiKey)).toEqual({ data: { note: { text: 'kept' } } });
  });

  it('fails where its function lacks a grant, with IAM’s own words in the log', async () => {
    const denied = Promise.withResolvers<string>();
    const log: Log = (_level, _source, message) => {
      if (message.includes('AuthorizationError') || message.includes('AccessDenied')) denied.resolve(message);
    };
    const without = synthesizeNotes(temporaryFolder('notes'), { mayAnnounce: false });
    await using cloud = await startTemplate(without, { log });
    const { apiKey = '' } = describeOutputs(cloud);
    await graphql(cloud, 'mutation { addNote(id: "1", text: "first") { id } }', apiKey);
    expect(await denied.promise).toMatch(/is not authorized to perform: SNS:Publish on resource: arn:aws:sns:/i);
  });

  it('serves unmodified Amplify: SRP sign-in with TOTP, then a mutation under that identity', async () => {
    await using cloud = await startTemplate(assembly);
    const outputs = describeOutputs(cloud);
    writeOutputs(cloud, outputs);
    const ada = await createAda(cloud, outputs.userPoolId ?? '');
    Amplify.configure(JSON.parse(readFileSync(join(cloud.platform.directory, 'amplify_outputs.json'), 'utf8')));
    const { Auth, ...config } = Amplify.getConfig();
    const endpoint = { userPoolEndpoint: outputs.userPoolEndpoint };
    // Amplify's types refuse what its code reads, see Outputs.userPoolEndpoint.
    Amplify.configure({ ...config, Auth: { Cognito: { ...Auth?.Cognito, ...endpoint } } } as typeof config);
    const { nextStep } = await signIn({ username: 'ada', password: ada.password });
    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_TOTP_CODE');
    const challengeResponse = totpCode(ada.totpSecret, Date.now());
    expect((await confirmSignIn({ challengeResponse })).isSignedIn).toBe(true);
    const client = generateClient({ authMode: 'userPool' });
    const answer = await client.graphql({ query: 'mutation { addNote(id: "1", text: "by Ada") { text author } }' });
    expect(answer).toMatchObject({ data: { addNote: { text: 'by Ada', author: 'ada' } } });
    await signOut();
  });
});

describe('a plain template', () => {
  const file = join(import.meta.dirname, 'fixtures/greeting/template.yaml');

  it.each<[Readonly<Record<string, string>>, string]>([
    [{}, 'Hello Ann'],
    [{ Greeting: 'Ahoy' }, 'Ahoy? Ann'],
  ])('in YAML runs with the files beside it and parameters %j', async (parameters, greet) => {
    await using cloud = await startTemplate(file, { parameters });
    const apiKey = String(cloud.result.outputs.template?.ApiKey);
    expect(await graphql(cloud, '{ greet(name: "Ann") }', apiKey)).toEqual({ data: { greet } });
  });
});
