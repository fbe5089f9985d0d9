import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isThorough } from 'local-cloud/testing/effort';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { graphqlData } from '../support/graphql.ts';
import { startHeliograph } from '../support/startHeliograph.ts';
import { newPublisher, newUser } from '../support/users.ts';

/** TypeScript 5.9 would leave its compile cache in the temporary folder. */
const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
const run = promisify(execFile);
const project = join(import.meta.dirname, '../..');
const construct = join(project, 'infra/aws');

/** The app that the package's README shows. */
const [, source = ''] = /```ts\n(.*?)```/s.exec(readFileSync(join(construct, 'README.md'), 'utf8')) ?? [];

/** What apps are compiled with: as `cdk init` has it, and as today's Node.js has it. */
const compilers = [
  ['typescript-5.9', { module: 'commonjs', moduleResolution: 'node' }],
  ['typescript', { module: 'nodenext' }],
] as const;

describe.runIf(isThorough)('the package, installed into an app of its own', () => {
  const app = temporaryFolder('cdk-app');

  beforeAll(async () => {
    await run('npm', ['pack', '--pack-destination', app], { cwd: construct });
    const installed = join(app, 'node_modules/heliograph-cdk');
    await mkdir(installed, { recursive: true });
    await run('tar', ['xzf', join(app, 'heliograph-cdk-0.1.0.tgz'), '-C', installed, '--strip-components=1']);
    for (const name of ['aws-cdk-lib', 'constructs', '@types']) {
      await symlink(join(project, 'node_modules', name), join(app, 'node_modules', name));
    }
    await writeFile(join(app, 'package.json'), '{}');
    await writeFile(join(app, 'app.ts'), source);
  }, 120_000);

  it.each(compilers)('compiles with %s', async (compiler, options) => {
    const compilerOptions = { target: 'es2022', strict: true, types: ['node'], outDir: 'out', ...options };
    await writeFile(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }));
    const tsc = join(project, 'node_modules', compiler, 'bin/tsc');
    await expect(run(process.execPath, [tsc, '-p', app], { env })).resolves.toMatchObject({ stdout: '' });
  });

  it('synthesizes, and publishes on the local runtime', async () => {
    const assembly = join(app, 'cdk.out');
    await run(process.execPath, [join(app, 'out/app.js')], { env: { ...env, CDK_OUTDIR: assembly } });
    await using heliograph = await startHeliograph({ assembly });
    const { outputs } = heliograph;
    const [user, publisher] = [await newUser(outputs), await newPublisher(outputs)];
    await graphqlData(
      outputs,
      user.accessToken,
      'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }',
      { input: { deviceId: 'packaged', address: { fcm: { token: 'packaged-token' } } } },
    );
    const { publish } = await graphqlData<{ publish: { unreachable: string[] } }>(
      outputs,
      publisher.accessToken,
      'mutation ($input: PublishInput!) { publish(input: $input) { unreachable } }',
      { input: { idempotencyKey: 'packaged', audience: { userIds: [user.sub] }, content: { title: 'Packaged' } } },
    );
    expect(publish.unreachable).toEqual([]);
  });
});
