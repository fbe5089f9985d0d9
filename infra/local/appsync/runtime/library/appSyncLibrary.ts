import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../platform/Json.ts';
import { CodeFault, EarlyReturnAbort, ErrorAbort } from '../Aborts.ts';
import { copyFromRealm } from '../copyFromRealm.ts';
import type { Evaluation } from '../Evaluation.ts';
import type { ResolverError } from '../ResolverCode.ts';
import type { HostFunction, HostTable } from '../realm/HostServices.ts';
import { authType } from './authType.ts';
import { dynamodbExpression } from './dynamodbExpression.ts';
import { dynamodbRequests } from './dynamodbRequests.ts';
import { dynamodbValues } from './dynamodbValues.ts';
import { base64Decode, base64Encode, escapeJavaScript, urlDecode, urlEncode } from './encoding.ts';
import { ksuid, ulid } from './identifiers.ts';
import { isRecord } from './isRecord.ts';
import { javaMatches } from './javaMatcher.ts';
import { math } from './math.ts';
import { openSearchQuery } from './openSearchQuery.ts';
import { copyHeaders, headerText, mayRespondWith } from './responseHeaders.ts';
import { subscriptionFilter } from './subscriptionFilter.ts';
import { timeLibrary } from './timeLibrary.ts';
import { unsupportedModules, unsupportedRds } from './unsupportedModules.ts';
import { xmlToJsonString, xmlToMap } from './xml.ts';

/** Names and values of custom response headers together (developer guide, "HTTP helpers in util.http"). */
const MAXIMUM_RESPONSE_HEADER_BYTES = 4096;
/** Developer guide, "Extensions". */
const MAXIMUM_INVALIDATIONS = 5;

/** Returns all of `@aws-appsync/utils` and its modules. `evaluation` is the run that calls them. */
export function appSyncLibrary(
  evaluation: () => Evaluation,
  now: () => number,
): {
  readonly util: HostTable;
  readonly extensions: HostTable;
  readonly runtime: HostTable;
  readonly modules: HostTable;
} {
  return {
    util: {
      escapeJavaScript: ofText(escapeJavaScript),
      urlEncode: ofText(urlEncode),
      urlDecode: ofText(urlDecode),
      base64Encode: ofText(base64Encode),
      base64Decode: ofText(base64Decode),
      autoId: () => randomUUID(),
      autoUlid: () => ulid(now()),
      autoKsuid: () => ksuid(now()),
      unauthorized: () => {
        const { parentTypeName, fieldName } = evaluation().context.info;
        const message = `Not Authorized to access ${fieldName} on type ${parentTypeName}`;
        throw new ErrorAbort({ message, errorType: 'Unauthorized', data: null, errorInfo: null });
      },
      error: (...given) => {
        throw new ErrorAbort(resolverError(given));
      },
      appendError: (...given) => {
        evaluation().appendedErrors.push(resolverError(given));
      },
      matches: javaMatches,
      authType: () => authType(evaluation().context.identity),
      time: timeLibrary(now),
      dynamodb: dynamodbValues,
      rds: unsupportedRds,
      http: {
        copyHeaders: (headers) => (isRecord(headers) ? copyHeaders(headers) : {}),
        addResponseHeader: (name, value) => addResponseHeader(evaluation(), name, value),
        addResponseHeaders: (headers) => {
          if (!isRecord(headers)) return;
          for (const [name, value] of Object.entries(headers)) addResponseHeader(evaluation(), name, value);
        },
      },
      xml: {
        toMap: ofText(xmlToMap),
        toJsonString: (text, encode) => xmlToJsonString(requireText(text), encode === true),
      },
      transform: {
        toDynamoDBFilterExpression: expressionJson,
        toDynamoDBConditionExpression: expressionJson,
        toSubscriptionFilter: subscriptionFilter,
        toElasticsearchQueryDSL: openSearchQuery,
      },
      math: math as HostTable,
      str: {
        normalize: (text, form) => requireText(text).normalize(normalizationForm(form)),
      },
    },
    extensions: {
      // No cache runs locally, so nothing is in it.
      evictFromApiCache: () => undefined,
      setSubscriptionFilter: (filter) => {
        evaluation().subscriptionFilter = copyFromRealm(filter);
      },
      setSubscriptionInvalidationFilter: (filter) => {
        evaluation().subscriptionInvalidationFilter = copyFromRealm(filter);
      },
      invalidateSubscriptions: (invalidation) => {
        const { subscriptionInvalidations } = evaluation();
        if (subscriptionInvalidations.length >= MAXIMUM_INVALIDATIONS) {
          throw new CodeFault(
            `extensions.invalidateSubscriptions can be called at most ${MAXIMUM_INVALIDATIONS} times in a request.`,
          ); // ? wording assumed
        }
        if (isRecord(invalidation)) subscriptionInvalidations.push(copyFromRealm(invalidation) as JsonObject);
      },
    },
    runtime: {
      earlyReturn: (value, options) => {
        const skipTo = isRecord(options) && options.skipTo === 'END' ? 'END' : 'NEXT';
        throw new EarlyReturnAbort(value, skipTo);
      },
    },
    modules: { '@aws-appsync/utils/dynamodb': dynamodbRequests, ...unsupportedModules },
  };
}

function expressionJson(filter: unknown): string | null {
  const expression = dynamodbExpression(filter);
  return expression === null ? null : JSON.stringify(expression);
}

function resolverError([message, errorType, data, errorInfo]: readonly unknown[]): ResolverError {
  return {
    message: typeof message === 'string' ? message : String(message ?? null),
    errorType: typeof errorType === 'string' ? errorType : null,
    data: copyFromRealm(data) ?? null,
    errorInfo: copyFromRealm(errorInfo) ?? null,
  };
}

function addResponseHeader({ responseHeaders, appendedErrors }: Evaluation, name: unknown, value: unknown): void {
  const text = headerText(value ?? null);
  const others = Object.entries(responseHeaders).filter(([other]) => other !== name);
  const size = others.reduce(
    (sum, [other, held]) => sum + Buffer.byteLength(other + held),
    Buffer.byteLength(`${String(name)}${text}`),
  );
  if (typeof name === 'string' && mayRespondWith(name, value) && size <= MAXIMUM_RESPONSE_HEADER_BYTES) {
    responseHeaders[name] = text;
    return;
  }
  // ? wording assumed
  const message = `The response header ${JSON.stringify(name ?? null)} is restricted, empty or too large, and was ignored.`;
  appendedErrors.push({ message, errorType: 'ResponseHeaderError', data: null, errorInfo: null });
}

function ofText(call: (text: string) => unknown): HostFunction {
  return (text) => call(requireText(text));
}

function requireText(value: unknown): string {
  if (typeof value !== 'string') {
    throw new CodeFault(`Expected a string, got ${value === null ? 'null' : typeof value}.`);
  } // ? wording assumed
  return value;
}

function normalizationForm(form: unknown): 'NFC' | 'NFD' | 'NFKC' | 'NFKD' {
  switch (form) {
    case 'nfc':
      return 'NFC';
    case 'nfd':
      return 'NFD';
    case 'nfkc':
      return 'NFKC';
    case 'nfkd':
      return 'NFKD';
    default:
      throw new CodeFault('The normalization type must be nfc, nfd, nfkc or nfkd.'); // ? wording assumed
  }
}
