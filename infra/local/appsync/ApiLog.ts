import type { Platform } from '../platform/Platform.ts';
import type { ResponseEntry } from './execution/ResponseEntry.ts';

/** `LogConfig` of an API. */
export interface ApiLogSettings {
  readonly roleArn: string;
  /** From `ERROR` on, the errors of responses are logged. */
  readonly level: 'ALL' | 'DEBUG' | 'ERROR' | 'INFO' | 'NONE';
}

/**
 * An API's log in CloudWatch Logs: of a request, the errors of its response. What AppSync logs besides is left out.
 * https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#cwl
 */
export class ApiLog {
  readonly #platform: Platform;
  readonly #apiId: string;
  #stream: Promise<unknown> | undefined;

  constructor(platform: Platform, apiId: string) {
    this.#platform = platform;
    this.#apiId = apiId;
  }

  /** Writes an event for each error. A log that cannot be written fails no request. */
  write(settings: ApiLogSettings | undefined, requestId: string, errors: readonly ResponseEntry[]): void {
    if (settings === undefined || settings.level === 'NONE' || errors.length === 0) return;
    const timestamp = this.#platform.clock.now();
    const logEvents = errors.map((error) => ({ timestamp, message: `${requestId} ${JSON.stringify(error)}` }));
    void this.#write(settings.roleArn, logEvents).catch((error: unknown) => {
      this.#platform.log('debug', 'appsync', `The log of ${this.#apiId} cannot be written: ${String(error)}`);
    });
  }

  async #write(roleArn: string, logEvents: readonly { timestamp: number; message: string }[]): Promise<void> {
    const { aws } = this.#platform;
    const principal = aws.assume(roleArn, 'appsync.amazonaws.com', 'APPSYNC');
    const place = { logGroupName: `/aws/appsync/apis/${this.#apiId}`, logStreamName: this.#apiId };
    // The group or the stream exists already, or the events are refused too.
    this.#stream ??= aws
      .call(principal, 'logs', 'CreateLogGroup', { logGroupName: place.logGroupName })
      .catch(() => {})
      .then(() => aws.call(principal, 'logs', 'CreateLogStream', place))
      .catch(() => {});
    await this.#stream;
    await aws.call(principal, 'logs', 'PutLogEvents', {
      ...place,
      logEvents: logEvents.map((event) => ({ ...event })),
    });
  }
}
