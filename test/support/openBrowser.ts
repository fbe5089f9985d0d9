import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const unpacked = join(import.meta.dirname, '../../node_modules/.cache/chromium');

/** Starts headless Chromium from npm. It has no sandbox, since tests may run as root, and no traffic but the page's. */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  return playwright.launch({
    executablePath: await unpackedPath(),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-quic', ...args],
  });
}

/** Returns the browser's path. Unpacking takes seconds, so the browser is kept between runs. */
async function unpackedPath(): Promise<string> {
  if (!existsSync(unpacked)) await unpack();
  return join(unpacked, 'chromium');
}

/** Under another name first: two that unpack at once make the same, and either's is as good. */
async function unpack(): Promise<void> {
  const { TMPDIR = tmpdir() } = process.env;
  const unfinished = `${unpacked}.${randomUUID()}`;
  await mkdir(unfinished, { recursive: true });
  process.env.TMPDIR = unfinished;
  try {
    await chromium.executablePath();
    await rename(unfinished, unpacked);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(unpacked)) throw error;
  } finally {
    process.env.TMPDIR = TMPDIR;
  }
}
