import type { LocalCloud } from '../../LocalCloud.ts';
import type { JsonObject } from '../../platform/Json.ts';

export interface Answer {
  readonly data: JsonObject | null;
  readonly errors?: readonly (JsonObject & { readonly message: string })[];
}

/** The API key of an app of `synthesizeApp`. */
export function apiKey(cloud: LocalCloud): string {
  return String(cloud.result.outputs.App?.ApiKey);
}

/** Asks the app's API as any HTTP client would. @param headers default its API key */
export async function ask(
  cloud: LocalCloud,
  query: string,
  variables: JsonObject = {},
  headers: Readonly<Record<string, string>> = { 'x-api-key': apiKey(cloud) },
): Promise<Answer> {
  const response = await fetch(`${cloud.baseUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}
