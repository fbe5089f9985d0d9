import type { AwsApi } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import type { Answer } from './Answer.ts';

/**
 * An action of the query protocol, with its parameters nested.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export interface QueryRequest {
  readonly action: string | undefined;
  readonly input: JsonObject;
}

/**
 * Nests a form by its names: `Tags.member.1.Key` becomes `{Tags: [{Key}]}`, `Attributes.entry.1.key` and its `.value`
 * become `{Attributes: {…}}`. All leaves are strings.
 */
export function parseQueryRequest(form: string): QueryRequest {
  const root = new Branch();
  let action: string | undefined;
  for (const [name, value] of new URLSearchParams(form)) {
    if (name === 'Action') action = value;
    else if (name !== 'Version' && !name.toLowerCase().startsWith('x-amz-')) root.put(name.split('.'), value);
  }
  const input = root.value();
  return { action, input: isJsonObject(input) ? input : {} };
}

const DEPTH_LIMIT = 32;

class Branch {
  readonly #children = new Map<string, Branch>();
  #text: string | undefined;

  put(path: readonly string[], text: string): void {
    if (path.length > DEPTH_LIMIT) throw new AwsError('MalformedInput', `Parameters nest ${DEPTH_LIMIT} deep at most.`);
    const [name, ...rest] = path;
    if (name === undefined) {
      this.#text = text;
      return;
    }
    const child = this.#children.get(name) ?? new Branch();
    this.#children.set(name, child);
    child.put(rest, text);
  }

  value(): JsonValue {
    if (this.#children.size === 0) return this.#text ?? '';
    if (this.#children.size === 1) {
      const members = this.#children.get('member');
      if (members?.isNumbered() === true) return members.#numbered().map((member) => member.value());
      const entries = this.#children.get('entry');
      if (entries?.isNumbered() === true) return object(entries.#numbered().map((entry) => entry.#entry()));
    }
    return object([...this.#children].map(([name, child]) => [name, child.value()]));
  }

  isNumbered(): boolean {
    return this.#children.size > 0 && [...this.#children.keys()].every((name) => /^[1-9]\d{0,8}$/.test(name));
  }

  /** Returns the branches in the order of their numbers, which may have gaps. */
  #numbered(): Branch[] {
    return [...this.#children].sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
  }

  #entry(): [string, JsonValue] {
    const key = this.#children.get('key') ?? this.#children.get('Name');
    const value = this.#children.get('value') ?? this.#children.get('Value');
    if (key === undefined || value === undefined) {
      throw new AwsError('MalformedInput', 'A map entry must have a key and a value.');
    }
    return [String(key.value()), value.value()];
  }
}

/** Returns an object with members of any name. No setter of a prototype is in reach. */
function object(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}

export function queryAnswer(api: AwsApi, action: string, output: JsonObject, requestId: string): Answer {
  const result = Object.entries(output)
    .map(([name, value]) => element(name, value))
    .join('');
  const body =
    `<${action}Response xmlns="${escapeXml(api.xmlNamespace ?? '')}"><${action}Result>${result}</${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, headers: xmlHeaders(requestId), body };
}

export function queryError(api: AwsApi | undefined, error: AwsError, requestId: string): Answer {
  const details = Object.entries(error.details)
    .map(([name, value]) => element(name, value))
    .join('');
  const body =
    `<ErrorResponse xmlns="${escapeXml(api?.xmlNamespace ?? '')}"><Error><Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type>` +
    `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>${details}</Error>` +
    `<RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status: error.status, headers: xmlHeaders(requestId), body };
}

function xmlHeaders(requestId: string): Record<string, string> {
  return { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
}

/** Writes lists as `<member>`, Maps as `<entry><key/><value/></entry>`, objects as elements by name. */
function element(name: string, value: unknown): string {
  return value === undefined || value === null ? '' : `<${name}>${content(value)}</${name}>`;
}

function content(value: unknown): string {
  if (value instanceof Map) {
    return [...value]
      .map(([key, own]) => `<entry><key>${escapeXml(String(key))}</key>${element('value', own)}</entry>`)
      .join('');
  }
  if (Array.isArray(value)) return value.map((item) => element('member', item)).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, own]) => element(name, own))
      .join('');
  }
  return escapeXml(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/** Escapes text. XML 1.0 2.2 forbids most control characters, escaped or not. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\r]/g, (character) => entities[character] ?? character);
}
