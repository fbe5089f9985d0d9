import type { DatabaseSync } from 'node:sqlite';
import type { AwsCaller } from './AwsApi.ts';
import type { Clock } from './Clock.ts';
import type { Log } from './Log.ts';
import type { Meter } from './Meter.ts';
import type { Outbox } from './Outbox.ts';
import type { Signals } from './Signals.ts';

/** What every local service is given: its surroundings, and nothing of its siblings but through `aws`. */
export interface Platform {
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly outbox: Outbox;
  /** "There is something to fetch", between a stream or queue and its pollers. */
  readonly signals: Signals;
  /** Every other service, by its API. */
  readonly aws: AwsCaller;
  /** The service's own durable state: one SQLite file under DIR/data, in WAL mode, so that a killed process loses nothing acknowledged. */
  database(name: string): DatabaseSync;
  /** `http://127.0.0.1:<port>`; throws before the port is open. */
  baseUrl(): string;
  /** `https://localhost:<port>`, same port, certificate signed by the local CA. */
  secureBaseUrl(): string;
  /**
   * Credentials for a role (stable per DIR): what a Lambda worker's environment carries.
   * @param sessionName as AWS's messages name the caller, such as the function's name. @default the role's name
   */
  credentials(roleArn: string, sessionName?: string): RoleCredentials;
}

export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
