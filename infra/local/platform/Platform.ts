import type { DatabaseSync } from 'node:sqlite';
import type { AwsCaller } from './AwsApi.ts';
import type { Clock } from './Clock.ts';
import type { Log } from './Log.ts';
import type { Meter } from './Meter.ts';
import type { Metrics } from './Metrics.ts';
import type { Outbox } from './Outbox.ts';
import type { Signals } from './Signals.ts';

/** The surroundings of every local service. It reaches other services only through `aws`. */
export interface Platform {
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly metrics: Metrics;
  readonly outbox: Outbox;
  /** Says "there is something to fetch", from a stream or queue to its pollers. */
  readonly signals: Signals;
  /** Every other service, by its API. */
  readonly aws: AwsCaller;
  /**
   * The service's own durable state: one SQLite file under DIR/data.
   * A killed process loses nothing that was acknowledged.
   */
  database(name: string): DatabaseSync;
  /** `http://127.0.0.1:<port>`. Throws before the port is open. */
  baseUrl(): string;
  /** `https://localhost:<port>` on the same port, with a certificate of the local CA. */
  secureBaseUrl(): string;
  /**
   * Returns credentials for a role, the same for a DIR, as a Lambda worker's environment carries them.
   * @param sessionName names the caller in AWS's messages. @default the role's name
   */
  credentials(roleArn: string, sessionName?: string): RoleCredentials;
}

export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
