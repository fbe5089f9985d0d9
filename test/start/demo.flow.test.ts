import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  AdminDisableUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Runtime } from '../support/Runtime.ts';

const main = resolve(import.meta.dirname, '../../infra/start/demo/main.ts');
const smokeMain = resolve(import.meta.dirname, '../../infra/smoke/main.ts');

interface Line {
  readonly step: string;
  readonly ok: boolean;
  readonly milliseconds: number;
  readonly notes: readonly string[];
  readonly reason?: string;
}

let runtime: Runtime;

beforeAll(async () => {
  runtime = await Runtime.start();
});

afterAll(async () => {
  await runtime[Symbol.asyncDispose]();
});

const demo = (...args: readonly string[]) => play(main, args);

async function play(file: string, args: readonly string[]): Promise<{ code: number; output: string; errors: string }> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, output, errors };
}

function cognito(): CognitoIdentityProviderClient {
  const { awsEndpoint, region, root } = runtime.outputs;
  return new CognitoIdentityProviderClient({ endpoint: awsEndpoint, region, credentials: root });
}

const linesOf = (output: string): Line[] =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('the demo plays the whole story, a JSON line per step', async () => {
  const { code, output } = await demo('--data', runtime.directory, '--json');
  const lines = linesOf(output);
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
  expect(code).toBe(0);
  expect(lines).toHaveLength(11);
  const notes = lines.flatMap((line) => line.notes);
  for (const watcher of ['alice', 'paula']) {
    for (const state of ['QUEUED', 'SENT', 'PROVIDER_ACCEPTED']) {
      expect(notes).toContain(`${watcher} sees  demo-phone  ${state}`);
    }
    expect(notes).toContain(`${watcher} sees  demo-tablet  FAILED  INVALID_TOKEN`);
  }
});

test('the smoke test passes, and leaves nobody behind', async () => {
  const { code, output, errors } = await play(smokeMain, ['--data', runtime.directory, '--json']);
  const lines = linesOf(output);
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(lines).toHaveLength(12);
  const { Users = [] } = await cognito().send(
    new ListUsersCommand({ UserPoolId: runtime.outputs.userPoolId, Filter: 'username ^= "smoke-"' }),
  );
  expect(Users).toEqual([]);
});

test('a step that fails ends the demo with its name and the reason', async () => {
  const { outputs } = runtime;
  await cognito().send(new AdminDisableUserCommand({ UserPoolId: outputs.userPoolId, Username: 'paula' }));
  const { code, output } = await demo('--data', runtime.directory, '--json');
  expect(code).toBe(1);
  const failed = linesOf(output).at(-1);
  expect(failed).toMatchObject({ ok: false, step: 'paula signs in, a publisher' });
  expect(failed?.reason).toContain('disabled');
});

test('without a runtime the demo says how to start one', async () => {
  const { code, errors } = await demo('--data', `${runtime.directory}-none`);
  expect(code).toBe(1);
  expect(errors).toContain('npm start');
});
