import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { parseAmplifyConfig } from 'aws-amplify/utils';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporaryFolder.ts';
import { synthesizeNotes } from '../fixtures/notes/synthesizeNotes.ts';

const main = resolve(import.meta.dirname, '../../cli/main.ts');

/** What Node compiles for one of these starts serves the next. */
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, '../../../../node_modules/.cache/node'),
};

const template = {
  Resources: {
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    },
    Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } } },
    Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'admins' } },
    Board: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: '{}' } },
  },
};

/** The command on a new DIR with a small template. */
function command(...args: readonly string[]) {
  const directory = temporaryFolder('main');
  const assembly = join(directory, 'small.json');
  writeFileSync(assembly, JSON.stringify(template));
  const child = spawn(process.execPath, [main, '--data', directory, '--assembly', assembly, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  return { directory, ...watch(child) };
}

function watch(child: ChildProcess) {
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8');
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ready = new Promise<void>((resolveReady, reject) => {
    child.stdout?.on('data', (text: string) => {
      output += text;
      if (output.includes('Ctrl-C')) resolveReady();
    });
    child.once('close', () => reject(new Error(`ended before it was ready: ${errors}`)));
  });
  ready.catch(() => {});
  const ended = once(child, 'close').then(([code]: readonly unknown[]) => code);
  return { child, ready, ended, output: () => output, errors: () => errors };
}

async function statusFor(endpoint: string, host: string): Promise<number | undefined> {
  const request = httpRequest(new URL('/_local/meter', endpoint), { headers: { host } }).end();
  const [response] = await once(request, 'response');
  response.resume();
  return response.statusCode;
}

describe('the command', () => {
  it('says where things are, writes its outputs for their owner alone, and ends cleanly on Ctrl-C', async () => {
    const { directory, child, ready, ended, output, errors } = command('--port', '0', '--allow-host', '10.0.2.2');
    await ready;
    const outputs = JSON.parse(readFileSync(join(directory, 'outputs.json'), 'utf8'));
    expect(output()).toContain(outputs.awsEndpoint);
    expect(output()).toContain('left out AWS::CloudWatch::Dashboard: Board');
    expect(outputs).toMatchObject({
      pid: child.pid,
      region: 'us-east-1',
      userPoolId: expect.stringMatching(/^us-east-1_/),
      userPoolClientId: expect.any(String),
      root: { accessKeyId: expect.any(String), secretAccessKey: expect.any(String) },
      stackOutputs: { small: {} },
    });
    expect(existsSync(outputs.caCertificate)).toBe(true);
    const databases = readdirSync(join(directory, 'data')).map((name) => join('data', name));
    expect(databases).toContainEqual(expect.stringContaining('-wal'));
    expect(statSync(join(directory, 'data')).mode & 0o777).toBe(0o700);
    for (const name of ['outputs.json', 'amplify_outputs.json', 'lock.sqlite', 'lock.pid', ...databases]) {
      expect([name, statSync(join(directory, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
    expect(await statusFor(outputs.awsEndpoint, '10.0.2.2')).toBe(200);
    expect(await statusFor(outputs.awsEndpoint, 'rebound.evil.example')).toBe(421);
    const amplify = JSON.parse(readFileSync(join(directory, 'amplify_outputs.json'), 'utf8'));
    expect(parseAmplifyConfig(amplify).Auth?.Cognito).toMatchObject({
      userPoolId: outputs.userPoolId,
      userPoolClientId: outputs.userPoolClientId,
      mfa: { status: 'optional', totpEnabled: true },
    });
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(errors()).toBe('');
  });

  it('refuses a taken port in one line that names --port, and leaves DIR as it was', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { directory, ended, errors } = command('--port', port, '--fresh');
    expect(await ended).toBe(1);
    expect(errors()).toMatch(new RegExp(`^Port ${port} .*--port.*\\n$`));
    expect(existsSync(join(directory, 'data'))).toBe(false);
    taken.close();
  });

  it('answers a wrong argument with its usage and exit code 2, such as a missing assembly', async () => {
    const { ended, errors } = watch(spawn(process.execPath, [main, '--port', '0']));
    expect(await ended).toBe(2);
    expect(errors()).toContain('--assembly is missing');
    expect(errors()).toContain('Usage: npx local-cloud');
  });

  it('prints its usage for --help', async () => {
    const { ended, output } = command('--help');
    expect(await ended).toBe(0);
    expect(output()).toContain('--assembly PATH');
  });

  it('refuses a second runtime on the same DIR', async () => {
    const first = command('--port', '0');
    await first.ready;
    const assembly = join(first.directory, 'small.json');
    const second = watch(
      spawn(process.execPath, [main, '--data', first.directory, '--assembly', assembly, '--port', '0']),
    );
    expect(await second.ended).toBe(1);
    expect(second.errors()).toContain(`process ${first.child.pid}`);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('keeps what it acknowledged when it is killed, and finishes it at the next start', async () => {
    const assembly = synthesizeNotes(temporaryFolder('notes'));
    const directory = temporaryFolder('main');
    const args = [main, '--data', directory, '--port', '0', '--assembly', assembly];
    // Killed, it leaves what it unpacked in its temporary folder.
    const killed = { ...env, TMPDIR: temporaryFolder('killed') };
    const first = watch(spawn(process.execPath, args, { env: killed }));
    await first.ready;
    const read = () => JSON.parse(readFileSync(join(directory, 'outputs.json'), 'utf8'));
    const ask = async (query: string) => {
      const { graphqlEndpoint, apiKey } = read();
      const headers = { 'content-type': 'application/json', 'x-api-key': apiKey };
      const response = await fetch(graphqlEndpoint, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return response.json();
    };
    expect(await ask('mutation { addNote(id: "1", text: "kept") { id } }')).toEqual({ data: { addNote: { id: '1' } } });
    first.child.kill('SIGKILL');
    await first.ended;

    const second = watch(spawn(process.execPath, args, { env }));
    await second.ready;
    expect(await ask('{ note(id: "1") { text } }')).toEqual({ data: { note: { text: 'kept' } } });
    const { awsEndpoint, region, root, stackOutputs } = read();
    const sqs = new SQSClient({ endpoint: awsEndpoint, region, credentials: root });
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: stackOutputs.Notes.QueueUrl, WaitTimeSeconds: 20 }),
    );
    expect(Messages?.map(({ Body }) => Body)).toEqual(['kept']);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it('tells what it cannot run by name, without a stack trace', async () => {
    const { ended, errors } = command('--assembly', '/nowhere/cdk.out');
    expect(await ended).toBe(1);
    expect(errors()).toBe('There is no cloud assembly or template at /nowhere/cdk.out.\n');
  });
});
