import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { GrantRecord } from './iam/GrantRecord.ts';
import { Iam } from './iam/Iam.ts';
import { type Clock, systemClock } from './platform/Clock.ts';
import { Cloud } from './platform/Cloud.ts';
import { createLog, type LogLevel } from './platform/createLog.ts';
import { DurableOutbox } from './platform/DurableOutbox.ts';
import type { HttpRoute } from './platform/LocalService.ts';
import type { Log } from './platform/Log.ts';
import { lockDirectory } from './platform/lockDirectory.ts';
import { Meter } from './platform/Meter.ts';
import { Metrics } from './platform/Metrics.ts';
import { meterRoute } from './platform/meterRoute.ts';
import { openDatabases } from './platform/openDatabases.ts';
import type { Platform } from './platform/Platform.ts';
import { Signals } from './platform/Signals.ts';

export interface PlatformOptions {
  /** DIR, which holds all state. Made if absent. */
  readonly directory: string;
  /** Removes `DIR/data`. The certificate authority stays, so that clients still trust it. @default false */
  readonly fresh?: boolean;
  /** @default '000000000000' */
  readonly accountId?: string;
  /** @default 'us-east-1' */
  readonly region?: string;
  /** @default the system's clock */
  readonly clock?: Clock;
  /** @default lines on standard error, from `logLevel` up */
  readonly log?: Log;
  /** @default 'info' */
  readonly logLevel?: LogLevel;
}

/** The Platform of the composition root. Services see only {@link Platform}. */
export interface LocalPlatform extends Platform {
  readonly directory: string;
  readonly aws: Cloud;
  /** A service like the others. It is registered already, and its resource providers go to the loader. */
  readonly iam: Iam;
  readonly outbox: DurableOutbox;
  /** Routes of the platform itself, for the front. */
  readonly routes: readonly HttpRoute[];
  /** Sets the port that is open. `baseUrl` works from then on. */
  opened(port: number): void;
  /** Closes databases and frees the lock on DIR. Services must have stopped. */
  close(): void;
}

/**
 * Makes the surroundings of all local services on one DIR, and locks it.
 * Throws an Error for the user to read if another runtime holds DIR.
 *
 * @example
 * const platform = createPlatform({ directory: '.local' });
 * const sns = new Sns(platform);
 * platform.aws.register(sns);
 * const front = createFront(platform, [...platform.routes, ...sns.routes]);
 * platform.opened(await front.listen(4566));
 * // at the end
 * await front.close();
 * platform.close();
 */
export function createPlatform(options: PlatformOptions): LocalPlatform {
  const { directory, accountId = '000000000000', region = 'us-east-1', clock = systemClock } = options;
  const unlock = lockDirectory(directory);
  const data = join(directory, 'data');
  if (options.fresh === true) rmSync(data, { recursive: true, force: true });

  const databases = openDatabases(data);
  const database = (name: string) => databases.open(name);
  const log = options.log ?? createLog(clock, options.logLevel === undefined ? {} : { level: options.logLevel });
  const outbox = new DurableOutbox(database('outbox'), clock);
  const meter = new Meter();
  const { LOCAL_CLOUD_GRANTS: file } = process.env;
  const grants = file === undefined ? undefined : new GrantRecord(file);
  const iam = new Iam({ accountId, region, clock, database, log, grants });
  const aws = new Cloud(() => iam);
  aws.register(iam);

  let port: number | undefined;
  const openPort = (): number => {
    if (port === undefined) throw new Error('The port of the local runtime is not open yet.');
    return port;
  };
  return {
    directory,
    accountId,
    region,
    clock,
    log,
    meter,
    metrics: new Metrics(clock, log),
    signals: new Signals(),
    outbox,
    aws,
    iam,
    routes: [outbox.route, meterRoute(meter)],
    database,
    baseUrl: () => `http://127.0.0.1:${openPort()}`,
    secureBaseUrl: () => `https://localhost:${openPort()}`,
    credentials: (roleArn, sessionName) => iam.credentials(roleArn, sessionName),
    opened(openedPort) {
      port = openedPort;
    },
    close() {
      databases.close();
      unlock();
    },
  };
}
