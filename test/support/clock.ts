import { setTimeout } from 'node:timers/promises';

/** Resolves when the next second begins: a token's `auth_time`, and the times compared to it, are whole seconds. */
export async function nextSecond(): Promise<void> {
  await setTimeout(1000 - (Date.now() % 1000));
}
