import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { DataSource, DataSourceAnswer, DataSourceCall } from './DataSource.ts';
import { mappingError, requiredList, requiredText } from './requestFields.ts';
import type { ServiceRole } from './ServiceRole.ts';

/** PutEvents on one bus. https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-eventbridge-js.html */
export class EventBridgeDataSource implements DataSource {
  readonly name: string;
  readonly direct = false;
  readonly #busArn: string;
  readonly #role: ServiceRole;

  constructor(name: string, busArn: string, role: ServiceRole) {
    this.name = name;
    this.#busArn = busArn;
    this.#role = role;
  }

  async invoke(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const operation = requiredText(request, 'operation');
    if (operation !== 'PutEvents') throw mappingError(`Unsupported operation '${operation}'.`);
    const events = requiredList(request, 'events');
    if (events.length < 1 || events.length > 10) {
      throw mappingError(`'$[events]' takes 1 to 10 events, not ${events.length}.`);
    }
    const entries = events.map((event, index) => {
      if (!isJsonObject(event)) throw mappingError(`Expected an Object for field '$[events][${index}]'.`);
      return {
        EventBusName: this.#busArn,
        Source: requiredText(event, 'source'),
        DetailType: requiredText(event, 'detailType'),
        Detail: typeof event.detail === 'string' ? event.detail : JSON.stringify(event.detail ?? {}),
        ...(event.resources === undefined ? {} : { Resources: event.resources }),
        ...(event.time === undefined ? {} : { Time: event.time }),
      };
    });
    try {
      return { result: await this.#role.call('events', 'PutEvents', { Entries: entries }, call.signal) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { result: null, error: { message: error.message, type: `EventBridge:${error.code}` } };
    }
  }
}
