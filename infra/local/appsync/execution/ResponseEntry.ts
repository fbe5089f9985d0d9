import type { GraphQLError, SourceLocation } from 'graphql';
import type { JsonValue } from '../../platform/Json.ts';

export type ResponsePath = readonly (string | number)[];

/** One entry of a response's `errors` in AppSync's shape, with nothing under `extensions`. */
export interface ResponseEntry {
  readonly path: ResponsePath | null;
  readonly data?: JsonValue;
  readonly errorType?: string | null;
  readonly errorInfo?: JsonValue;
  readonly locations: readonly EntryLocation[] | null;
  readonly message: string;
}

export interface EntryLocation {
  readonly line: number;
  readonly column: number;
  readonly sourceName: null;
}

export function entryLocations(locations: readonly SourceLocation[] | undefined): readonly EntryLocation[] | null {
  if (locations === undefined || locations.length === 0) return null;
  return locations.map(({ line, column }) => ({ line, column, sourceName: null }));
}

/** Returns an execution path as graphql-java writes it: `/posts[0]/title`. */
export function pathText(path: ResponsePath | undefined): string {
  return (path ?? []).map((step) => (typeof step === 'number' ? `[${step}]` : `/${step}`)).join('');
}

/** The whole answer to an operation. */
export interface GraphQLResponse {
  readonly data: JsonValue;
  readonly errors?: readonly ResponseEntry[];
}

/** Returns the entry of an error found before execution: `path` is null, and it has no type. */
export function requestEntry(error: GraphQLError, message: string): ResponseEntry {
  return { path: null, locations: entryLocations(error.locations), message };
}
