import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startMessaging } from '../../testing/startMessaging.ts';
import { temporaryFolder } from '../../testing/temporaryFolder.ts';

test('what a process acknowledged before kill -9 is delivered by the next one', async () => {
  const directory = temporaryFolder('killed');
  const script = join(import.meta.dirname, 'support', 'publishAndDie.ts');
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');

  await using messaging = await startMessaging({ directory });
  expect(await messaging.pushes.next()).toMatchObject({ destination: 'token-1', outcome: 'accept' });
  const QueueUrl = `${messaging.platform.baseUrl()}/000000000000/jobs`;
  const { Messages } = await messaging.platform.aws.call({ kind: 'root' }, 'sqs', 'ReceiveMessage', { QueueUrl });
  expect(Messages).toMatchObject([{ Body: 'kept too' }]);
});
