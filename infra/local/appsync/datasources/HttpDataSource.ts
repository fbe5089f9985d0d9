import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { Platform } from '../../platform/Platform.ts';
import type { DataSource, DataSourceAnswer, DataSourceCall } from './DataSource.ts';
import { mappingError, optionalObject, optionalText, requiredText } from './requestFields.ts';
import { signRequest } from './signRequest.ts';

export interface HttpDataSourceOptions {
  readonly name: string;
  readonly endpoint: string;
  /** From `AuthorizationConfig.AwsIamConfig`. Requests are signed with the role's credentials. */
  readonly signing?: { readonly roleArn: string; readonly region: string; readonly service: string };
  readonly platform: Pick<Platform, 'baseUrl' | 'clock' | 'credentials'>;
}

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
/**
 * Headers that a resolver may not set.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-http-js.html
 */
const forbiddenHeaders = new Set([
  'host',
  'connection',
  'user-agent',
  'expectation',
  'transfer-encoding',
  'content-length',
]);

export class HttpDataSource implements DataSource {
  readonly name: string;
  readonly direct = false;
  readonly #options: HttpDataSourceOptions;

  constructor(options: HttpDataSourceOptions) {
    this.name = options.name;
    this.#options = options;
  }

  async invoke(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const method = requiredText(request, 'method').toUpperCase();
    if (!methods.includes(method)) throw mappingError(`Unsupported method '${method}'.`);
    const parameters = optionalObject(request, 'params') ?? {};
    const url = this.#url(requiredText(request, 'resourcePath'), optionalObject(parameters, 'query') ?? {});
    const body = bodyOf(parameters);
    const headers = headersOf(optionalObject(parameters, 'headers') ?? {});
    const { signing, platform } = this.#options;
    const signed =
      signing === undefined
        ? headers
        : signRequest(
            { method, url, headers, body: body ?? '' },
            platform.credentials(signing.roleArn),
            signing,
            platform.clock.now(),
          );
    try {
      const response = await fetch(url, {
        method,
        headers: signed,
        redirect: 'manual',
        signal: call.signal,
        ...(body === undefined || method === 'GET' ? {} : { body }),
      });
      return {
        result: {
          statusCode: response.status,
          headers: Object.fromEntries(response.headers),
          body: await response.text(),
        },
      };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      return {
        result: null,
        error: { message: `Unable to reach ${url.origin}: ${cause}`, type: 'Http:ConnectionError' },
      };
    }
  }

  /** Returns the request's URL. An AWS endpoint becomes this runtime's, where its services are served. */
  #url(path: string, query: JsonObject): URL {
    const endpoint = new URL(this.#options.endpoint);
    const origin = /\.amazonaws\.com(\.cn)?$/.test(endpoint.hostname)
      ? this.#options.platform.baseUrl()
      : endpoint.href;
    const url = new URL(`${origin.replace(/\/$/, '')}/${path.replace(/^\//, '')}`);
    // In signatures a space is `%20`, never `+`.
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`],
    );
    url.search = [...(url.search === '' ? [] : [url.search.slice(1)]), ...pairs].join('&');
    return url;
  }
}

function bodyOf(parameters: JsonObject): string | undefined {
  const body = parameters.body;
  // A handler may leave the stringifying to AppSync.
  return isJsonObject(body) || Array.isArray(body) ? JSON.stringify(body) : optionalText(parameters, 'body');
}

function headersOf(given: JsonObject): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (forbiddenHeaders.has(name.toLowerCase().replaceAll('_', '-')) || value === undefined || value === null) {
      continue;
    }
    headers[name.toLowerCase()] = String(value);
  }
  return headers;
}
