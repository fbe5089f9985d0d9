import { test as base } from 'vitest';
import { passkeyContext } from './passkeyContext.ts';
import { Runtime } from './Runtime.ts';
import { SettingRows } from './settingRows.ts';

/**
 * A test whose `runtime` is one Heliograph for all files of a worker. `passkeyRuntime` is another, with step-up's
 * options turned on, and breakers that hold for seconds.
 *
 * Such a file makes users, devices and topics of its own (`own`), and leaves no setting or fault behind. It has no push
 * answered as of refused credentials, which would hold the pushes of all. Any other file starts a `Runtime` of its own.
 * Admins change its topics without a proof.
 */
export const test = base
  .extend(
    'runtime',
    { scope: 'worker' },
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
    async ({}, { onCleanup }) => {
      const runtime = await Runtime.start();
      onCleanup(() => runtime[Symbol.asyncDispose]());
      using rows = new SettingRows(runtime.outputs);
      await rows.openTopics();
      return runtime;
    },
  )
  .extend(
    'passkeyRuntime',
    { scope: 'worker' },
    // biome-ignore lint/correctness/noEmptyPattern: As above.
    async ({}, { onCleanup }) => {
      const context = Object.entries(passkeyContext).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
      const runtime = await Runtime.start({ args: context });
      onCleanup(() => runtime[Symbol.asyncDispose]());
      return runtime;
    },
  );
