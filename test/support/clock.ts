import { setTimeout } from 'node:timers/promises';

/** Resolves when the clock shows another second: a token's `auth_time` is in whole ones, and so are the times that it is compared to. */
export async function nextSecond(): Promise<void> {
  await setTimeout(1000 - (Date.now() % 1000));
}
