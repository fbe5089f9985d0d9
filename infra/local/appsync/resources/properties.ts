import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { ResourceRequest } from '../../platform/ResourceProvider.ts';
import type { Api } from '../Api.ts';

/** Throws AwsError naming each property that this runtime does not know for the type. */
export function assertKnown(request: ResourceRequest, type: string, known: readonly string[]): void {
  const unknown = Object.keys(request.properties).filter(
    (name) => request.properties[name] !== undefined && !known.includes(name),
  );
  if (unknown.length > 0) {
    throw invalid(request, `${type} has the properties ${unknown.join(', ')}, which the local runtime does not know.`);
  }
}

export function invalid(request: ResourceRequest, message: string): AwsError {
  return new AwsError('ValidationError', `${request.logicalId}: ${message}`);
}

export function text(request: ResourceRequest, name: string, from: JsonObject = request.properties): string {
  const value = optionalText(request, name, from);
  if (value === undefined) throw invalid(request, `Property ${name} is required.`);
  return value;
}

export function optionalText(
  request: ResourceRequest,
  name: string,
  from: JsonObject = request.properties,
): string | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(request, `Property ${name} must be a string.`);
  return value;
}

/** Reads a number, which templates also write as a string. */
export function number(
  request: ResourceRequest,
  name: string,
  fallback: number,
  from: JsonObject = request.properties,
): number {
  const value = from[name];
  if (value === undefined || value === null) return fallback;
  const parsed = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof parsed !== 'number' || !Number.isFinite(parsed)) {
    throw invalid(request, `Property ${name} must be a number.`);
  }
  return parsed;
}

export function object(request: ResourceRequest, name: string, from: JsonObject = request.properties): JsonObject {
  const value = from[name];
  if (!isJsonObject(value)) throw invalid(request, `Property ${name} is required and must be an object.`);
  return value;
}

/** Finds the API that a resource belongs to. */
export function apiOf(request: ResourceRequest, apis: ReadonlyMap<string, Api>): Api {
  const apiId = text(request, 'ApiId');
  const api = apis.get(apiId);
  if (api === undefined) throw invalid(request, `GraphQL API ${apiId} not found.`);
  return api;
}
