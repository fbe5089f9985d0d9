import { AwsError } from '../../platform/AwsError.ts';
import type { JsonObject, JsonValue } from '../../platform/Json.ts';
import { isJsonObject } from '../../platform/Json.ts';
import type { DataSource, DataSourceAnswer, DataSourceCall } from './DataSource.ts';
import { mappingError, requiredText } from './requestFields.ts';
import type { ServiceRole } from './ServiceRole.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html */
export class LambdaDataSource implements DataSource {
  readonly name: string;
  readonly direct = true;
  readonly #functionArn: string;
  readonly #role: ServiceRole;

  constructor(name: string, functionArn: string, role: ServiceRole) {
    this.name = name;
    this.#functionArn = functionArn;
    this.#role = role;
  }

  async invoke(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const operation = requiredText(request, 'operation');
    if (operation !== 'Invoke') throw mappingError(`Unsupported operation '${operation}'.`);
    return this.#invoke(request.payload ?? null, isEvent(request), call);
  }

  async invokeBatch(requests: readonly JsonObject[], call: DataSourceCall): Promise<readonly DataSourceAnswer[]> {
    const [first] = requests;
    const payload = requests.map((request) => request.payload ?? null);
    const answer = await this.#invoke(payload, first !== undefined && isEvent(first), call);
    const { error, result } = answer;
    if (error !== undefined || result === null) return requests.map(() => answer);
    if (!Array.isArray(result) || result.length !== requests.length) {
      const message = Array.isArray(result)
        ? `The response of BatchInvoke must have ${requests.length} elements; the function returned ${result.length}.`
        : 'The response of BatchInvoke must be a list.';
      return requests.map(() => ({ result: null, error: { message, type: 'Lambda:IllegalArgument' } }));
    }
    return result.map((entry: JsonValue) => ({ result: entry }));
  }

  async #invoke(payload: JsonValue, event: boolean, call: DataSourceCall): Promise<DataSourceAnswer> {
    let answer: JsonObject;
    try {
      answer = await this.#role.call(
        'lambda',
        'Invoke',
        {
          FunctionName: this.#functionArn,
          InvocationType: event ? 'Event' : 'RequestResponse',
          Payload: JSON.stringify(payload),
        },
        call.signal,
      );
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { result: null, error: { message: error.message, type: `Lambda:${error.code}` } };
    }
    const returned = event ? null : parsed(answer.Payload);
    if (answer.FunctionError === undefined) return { result: returned };
    const message =
      isJsonObject(returned) && typeof returned.errorMessage === 'string' ? returned.errorMessage : 'Unhandled';
    return { result: null, error: { message, type: 'Lambda:Unhandled' } };
  }
}

function isEvent(request: JsonObject): boolean {
  const type = request.invocationType;
  if (type === undefined || type === null || type === 'RequestResponse') return false;
  if (type === 'Event') return true;
  throw mappingError(`Unsupported invocationType '${JSON.stringify(type)}'.`);
}

function parsed(payload: JsonValue | undefined): JsonValue {
  if (typeof payload !== 'string' || payload === '') return null;
  const value: unknown = JSON.parse(payload);
  // JSON.parse returns nothing but JSON.
  return value as JsonValue;
}
