import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { HttpRoute } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceResult } from '../platform/ResourceProvider.ts';
import { logRetention } from './logRetention.ts';
import { TemplateError } from './TemplateError.ts';

const responsePrefix = '/_local/cfn-response';

/** "The total size of the response body can't exceed 4096 bytes" (Custom resource response objects). */
const RESPONSE_LIMIT = 4096;

/** Seconds to wait for an answer after the function returned, without a `ServiceTimeout`. AWS waits an hour in all. */
const DEFAULT_TIMEOUT = 120;
/** `ServiceTimeout` in seconds: AWS::CloudFormation::CustomResource. */
const TIMEOUTS = { least: 1, most: 3_600 };

export interface CustomResourceRequest {
  readonly requestType: 'Create' | 'Update' | 'Delete';
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** For Update and Delete. */
  readonly physicalId?: string;
  /** For Update. */
  readonly oldProperties?: JsonObject;
}

/** Returns whether the template's own Lambda function provides a type. */
export function isCustomResource(type: string): boolean {
  return type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');
}

/**
 * Custom resources: the function's event is CloudFormation's request, and the answer is PUT to `ResponseURL`.
 * See "Custom resource request and response reference" of the CloudFormation User Guide.
 */
export class CustomResources {
  readonly route: HttpRoute = {
    prefix: responsePrefix,
    handle: (request, response, url) => this.#receive(request, response, url),
  };
  readonly #platform: Platform;
  readonly #waiting = new Map<string, (answer: JsonObject) => void>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** @throws TemplateError with the reason that the function gave. */
  async send(request: CustomResourceRequest): Promise<ResourceResult> {
    const { ServiceToken: serviceToken } = request.properties;
    if (typeof serviceToken !== 'string' || !/^arn:aws[^:]*:lambda:/.test(serviceToken)) {
      throw new TemplateError(
        `ServiceToken must be the ARN of a Lambda function, but is ${JSON.stringify(serviceToken)}.`,
      );
    }
    const serviceTimeout = readServiceTimeout(request.properties);
    const retained = await logRetention(this.#platform, request);
    if (retained !== undefined) return retained;
    const token = randomUUID();
    const requestId = randomUUID();
    const answered = Promise.withResolvers<JsonObject>();
    this.#waiting.set(token, answered.resolve);
    try {
      const invoked = this.#invoke(serviceToken, {
        RequestType: request.requestType,
        ServiceToken: serviceToken,
        ResponseURL: `${this.#platform.baseUrl()}${responsePrefix}/${token}`,
        StackId: request.stackId,
        RequestId: requestId,
        LogicalResourceId: request.logicalId,
        ...(request.physicalId === undefined ? {} : { PhysicalResourceId: request.physicalId }),
        ResourceType: request.type,
        ResourceProperties: textValues(request.properties),
        ...(request.oldProperties === undefined ? {} : { OldResourceProperties: textValues(request.oldProperties) }),
      });
      const late =
        serviceTimeout === undefined
          ? invoked.then(() => this.#lateAfter(DEFAULT_TIMEOUT, answered.promise))
          : this.#lateAfter(serviceTimeout, answered.promise);
      const answer = await Promise.race([answered.promise, invoked.then(() => answered.promise), late]);
      // The function may still be writing its log, and the next resource should not find it running.
      await invoked.catch(() => undefined);
      return readAnswer(answer, request);
    } finally {
      this.#waiting.delete(token);
    }
  }

  async #invoke(functionArn: string, event: JsonObject): Promise<void> {
    const answer = await this.#platform.aws.call({ kind: 'root' }, 'lambda', 'Invoke', {
      FunctionName: functionArn,
      InvocationType: 'RequestResponse',
      Payload: JSON.stringify(event),
    });
    if (answer.FunctionError !== undefined) {
      throw new TemplateError(`the function failed: ${errorMessage(answer.Payload)}`);
    }
  }

  /** Rejects after so many seconds without an answer. */
  #lateAfter(seconds: number, answered: Promise<JsonObject>): Promise<JsonObject> {
    return new Promise((resolve, reject) => {
      const cancel = this.#platform.clock.after(seconds * 1000, () =>
        reject(new TemplateError(`the function sent no response to its ResponseURL within ${seconds} s.`)),
      );
      void answered.then((answer) => {
        cancel();
        resolve(answer);
      });
    });
  }

  async #receive(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const settle = this.#waiting.get(url.pathname.slice(responsePrefix.length + 1));
    if (request.method !== 'PUT' || !settle) {
      request.resume();
      response.writeHead(403).end();
      return;
    }
    const body = await text(request);
    response.writeHead(200).end();
    if (Buffer.byteLength(body) > RESPONSE_LIMIT) {
      settle({ Status: 'FAILED', Reason: 'Response object is too long.' });
      return;
    }
    settle(parseAnswer(body));
  }
}

/** Returns the seconds, from the request on, or undefined. Throws TemplateError if CloudFormation refuses them. */
function readServiceTimeout({ ServiceTimeout: stated }: JsonObject): number | undefined {
  if (stated === undefined) return undefined;
  const seconds = Number(stated);
  if (Number.isInteger(seconds) && seconds >= TIMEOUTS.least && seconds <= TIMEOUTS.most) return seconds;
  throw new TemplateError(
    `ServiceTimeout must be a whole number of seconds from ${TIMEOUTS.least} to ${TIMEOUTS.most}, but is ${JSON.stringify(stated)}.`,
  );
}

function parseAnswer(body: string): JsonObject {
  return (
    parseObject(body) ?? { Status: 'FAILED', Reason: 'Invalid Response object: the response is not a JSON object.' }
  );
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readAnswer(answer: JsonObject, request: CustomResourceRequest): ResourceResult {
  const { Status: status, Reason: reason, PhysicalResourceId: physicalId, Data: data } = answer;
  if (status !== 'SUCCESS') {
    throw new TemplateError(
      status === 'FAILED'
        ? `${request.requestType} failed: ${typeof reason === 'string' ? reason : 'no reason given'}`
        : `Invalid Response object: Status is ${JSON.stringify(status)}, not SUCCESS or FAILED.`,
    );
  }
  if (request.requestType === 'Delete') return { physicalId: request.physicalId ?? '', attributes: {} };
  if (typeof physicalId !== 'string' || physicalId === '') {
    throw new TemplateError('Invalid PhysicalResourceId: the response has none.');
  }
  const attributes: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(isJsonObject(data) ? data : {})) {
    if (value !== undefined && value !== null) attributes[name] = textValues(value);
  }
  return { physicalId, attributes };
}

/** Makes every scalar a string, as CloudFormation does for custom resources. */
function textValues(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(textValues);
  if (!isJsonObject(value)) return value === null ? '' : String(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, member === undefined ? undefined : textValues(member)]),
  );
}

/** Returns the message of a failed invocation, whose payload is `{errorType, errorMessage, trace}`. */
function errorMessage(payload: JsonValue | undefined): string {
  const message = typeof payload === 'string' ? parseObject(payload)?.errorMessage : undefined;
  return typeof message === 'string' ? message : 'it gave no message';
}
