import type { AwsApi } from '../platform/AwsApi.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import { MINUTE } from '../platform/MetricSeries.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { readAlarm } from './AlarmDefinition.ts';
import { Alarms } from './Alarms.ts';
import { cloudWatchApi } from './cloudWatchApi.ts';

/** Minutes that are judged at once after the clock jumped, such as when the machine slept. */
const MOST_MINUTES = 180;

/** Amazon CloudWatch: metrics of the last three hours, and alarms, judged at each full minute of the clock. */
export class CloudWatch implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];
  readonly #platform: Platform;
  readonly #alarms: Alarms;
  /** The last minute that was judged, since the epoch. */
  #judged = 0;
  #cancelTimer = () => {};

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#alarms = new Alarms(platform);
    this.apis = [cloudWatchApi(platform, this.#alarms)];
    this.resources = [alarmResource(this.#alarms)];
  }

  start(): void {
    // Not the minute that has begun before: what it lacks says nothing.
    this.#judged = Math.ceil(this.#platform.clock.now() / MINUTE);
    this.#wait();
  }

  async stop(): Promise<void> {
    this.#cancelTimer();
    await this.#alarms.settled();
  }

  #wait(): void {
    const { clock } = this.#platform;
    this.#cancelTimer = clock.after((this.#judged + 1) * MINUTE - clock.now(), () => {
      this.#judge();
      this.#wait();
    });
  }

  /**
   * Judges each minute that has ended. CloudWatch judges an alarm every minute, whatever its period, by the data of
   * the minutes before.
   */
  #judge(): void {
    const { clock, metrics } = this.#platform;
    const last = Math.floor(clock.now() / MINUTE);
    for (let minute = Math.max(this.#judged + 1, last - MOST_MINUTES); minute <= last; minute += 1) {
      metrics.sample(minute * MINUTE);
      this.#alarms.evaluate(minute * MINUTE);
    }
    this.#judged = Math.max(this.#judged, last);
  }
}

function alarmResource(alarms: Alarms): ResourceProvider {
  return {
    type: 'AWS::CloudWatch::Alarm',
    apply({ logicalId, properties, generatedName }) {
      const definition = readAlarm(logicalId, properties, generatedName);
      alarms.put(definition);
      return { physicalId: definition.name, attributes: { Arn: alarms.arn(definition.name) } };
    },
    remove: (name) => alarms.delete(name),
  };
}
