import { crc32 } from 'node:zlib';
import type { AwsApi } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { Answer } from './Answer.ts';
import { queryErrorCode } from './queryErrorCode.ts';

/** Reads the body of https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html and aws-json-1_1. */
export function parseJsonInput(body: Buffer): JsonObject {
  if (body.length === 0) return {};
  let input: unknown;
  try {
    input = JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
  if (!isJsonObject(input)) {
    throw new AwsError('SerializationException', 'Start of structure or map found where not expected.');
  }
  return input;
}

export function jsonAnswer(api: AwsApi, output: JsonObject, requestId: string): Answer {
  const body = JSON.stringify(output);
  return { status: 200, headers: jsonHeaders(api, requestId, body), body };
}

/** @param queryMode whether the client takes the older query protocol's code in a header (`x-amzn-query-mode: true`) */
export function jsonError(api: AwsApi | undefined, error: AwsError, requestId: string, queryMode: boolean): Answer {
  const body = JSON.stringify({ ...error.details, __type: qualified(api, error.code), message: error.message });
  const headers: Record<string, string> = {
    ...jsonHeaders(api, requestId, body),
    'x-amzn-errortype': error.code,
  };
  if (queryMode) {
    headers['x-amzn-query-error'] = `${queryErrorCode(error.code)};${error.status < 500 ? 'Sender' : 'Receiver'}`;
  }
  return { status: error.status, headers, body };
}

function jsonHeaders(api: AwsApi | undefined, requestId: string, body: string): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': api?.protocol === 'json-1.0' ? 'application/x-amz-json-1.0' : 'application/x-amz-json-1.1',
    'x-amzn-requestid': requestId,
  };
  // Only DynamoDB sends a checksum.
  if (api?.signingName === 'dynamodb') headers['x-amz-crc32'] = String(crc32(body));
  return headers;
}

/** Services whose `__type` carries their model's namespace. */
const namespaces: Readonly<Record<string, string>> = {
  dynamodb: 'com.amazonaws.dynamodb.v20120810',
  sqs: 'com.amazonaws.sqs',
};

/** Errors of the layer that all of these services share, not of their models. */
const commonNamespaces: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  AccessDeniedException: 'com.amazon.coral.service',
  ExpiredTokenException: 'com.amazon.coral.service',
  IncompleteSignatureException: 'com.amazon.coral.service',
  InvalidSignatureException: 'com.amazon.coral.service',
  MissingAuthenticationTokenException: 'com.amazon.coral.service',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  UnrecognizedClientException: 'com.amazon.coral.service',
};

function qualified(api: AwsApi | undefined, code: string): string {
  const own =
    api === undefined || !Object.hasOwn(namespaces, api.signingName) ? undefined : namespaces[api.signingName];
  if (own === undefined) return code;
  return `${(Object.hasOwn(commonNamespaces, code) ? commonNamespaces[code] : undefined) ?? own}#${code}`;
}
