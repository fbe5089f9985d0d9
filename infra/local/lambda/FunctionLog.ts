import { randomBytes } from 'node:crypto';
import type { Platform } from '../platform/Platform.ts';
import type { FunctionConfiguration } from './FunctionConfiguration.ts';

/**
 * Writes one environment's log: at debug level, and to a stream of the function's log group if the function's role may.
 * A log group that is absent is made.
 * As in Lambda, a log that cannot be written never fails an invocation.
 */
export class FunctionLog {
  readonly stream: string;
  readonly #platform: Platform;
  readonly #configuration: FunctionConfiguration;
  #tail: Promise<boolean>;

  constructor(platform: Platform, configuration: FunctionConfiguration) {
    const date = new Date(platform.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
    this.stream = `${date}/[$LATEST]${randomBytes(16).toString('hex')}`;
    this.#platform = platform;
    this.#configuration = configuration;
    this.#tail = this.#open();
  }

  write(lines: readonly string[]): void {
    const timestamp = this.#platform.clock.now();
    for (const line of lines) this.#platform.log('debug', `lambda ${this.#configuration.name}`, line);
    const logEvents = lines.map((message) => ({ timestamp, message }));
    this.#tail = this.#tail.then((open) => open && this.#call('PutLogEvents', { logEvents }));
  }

  async #open(): Promise<boolean> {
    if (await this.#call('CreateLogStream', {})) return true;
    return (await this.#call('CreateLogGroup', {})) && this.#call('CreateLogStream', {});
  }

  async #call(
    operation: string,
    input: { readonly logEvents?: readonly { timestamp: number; message: string }[] },
  ): Promise<boolean> {
    const { name, roleArn, logGroup } = this.#configuration;
    try {
      const principal = this.#platform.aws.assume(roleArn, 'lambda.amazonaws.com', name);
      const events = input.logEvents?.map((event) => ({ ...event }));
      await this.#platform.aws.call(principal, 'logs', operation, {
        logGroupName: logGroup,
        ...(operation === 'CreateLogGroup' ? {} : { logStreamName: this.stream }),
        ...(events === undefined ? {} : { logEvents: events }),
      });
      return true;
    } catch {
      return false;
    }
  }
}
