import type { JsonObject } from '../../platform/Json.ts';
import type { DataSource, DataSourceAnswer } from './DataSource.ts';

/**
 * Answers with the request's `payload`.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-none-js.html
 */
export class NoneDataSource implements DataSource {
  readonly name: string;
  readonly direct = false;

  constructor(name: string) {
    this.name = name;
  }

  invoke(request: JsonObject): DataSourceAnswer {
    return { result: request.payload ?? null };
  }
}
