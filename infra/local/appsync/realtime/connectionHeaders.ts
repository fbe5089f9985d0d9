import type { IncomingMessage } from 'node:http';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { contextHeaders } from '../http/requestContext.ts';

const subProtocolPrefix = 'header-';

/**
 * Returns the headers that authorize a connection, with names in lower case. A client sends them in the sub-protocol
 * `header-<base64url JSON>`, in the query's `header=<base64 JSON>`, or plainly.
 */
export function connectionHeaders(request: IncomingMessage, url: URL): Record<string, string> {
  const plain = contextHeaders(request.headers);
  const carried = subProtocols(request)
    .find((name) => name.startsWith(subProtocolPrefix))
    ?.slice(subProtocolPrefix.length);
  const encoded = carried ?? url.searchParams.get('header') ?? undefined;
  return encoded === undefined ? plain : { ...plain, ...lowerCase(decoded(encoded)) };
}

export function subProtocols(request: IncomingMessage): readonly string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
}

export function lowerCase(headers: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );
}

/** Decodes base64 of either alphabet. A query string turns `+` into a space. */
function decoded(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(Buffer.from(text.replaceAll(' ', '+'), 'base64').toString('utf8'));
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
