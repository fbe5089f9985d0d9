import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import { invalidParameter } from './errors.ts';
import { optionalString, utf8Length } from './input.ts';
import {
  type MessageAttributes,
  messageAttributesSize,
  parseJson,
  parseMessageAttributes,
} from './MessageAttributes.ts';

/** The common part of Publish and an entry of PublishBatch, checked. */
export interface PublishRequest {
  readonly message: string;
  readonly subject: string | undefined;
  /** Text by protocol or platform, if `MessageStructure` is `json`. Has `default`. */
  readonly structure: Readonly<Record<string, string>> | undefined;
  readonly attributes: MessageAttributes;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  /** The trace header of the call, which subscribers' messages carry on. */
  readonly traceHeader: string | undefined;
  /** Bytes that count towards the 256 KiB. */
  readonly size: number;
}

export const MAXIMUM_MESSAGE_SIZE = 262_144;

export function parsePublishRequest(input: JsonObject, traceHeader?: string): PublishRequest {
  const message = optionalString(input, 'Message') ?? '';
  if (message === '') throw invalidParameter('Empty message');
  const subject = optionalString(input, 'Subject');
  // A subject is ASCII, begins with a letter, number or punctuation mark, and has at most 100 characters without line
  // breaks.
  if (subject !== undefined && !/^[!-~][ -~]{0,99}$/.test(subject)) throw invalidParameter('Subject');
  const attributes = parseMessageAttributes(input);
  const size = utf8Length(message) + messageAttributesSize(attributes);
  if (size > MAXIMUM_MESSAGE_SIZE) throw invalidParameter('Message too long');
  return {
    message,
    subject,
    structure: parseStructure(optionalString(input, 'MessageStructure'), message),
    attributes,
    groupId: parseFifoId(input, 'MessageGroupId'),
    deduplicationId: parseFifoId(input, 'MessageDeduplicationId'),
    traceHeader,
    size,
  };
}

/** Returns the text for a protocol or platform. */
export function messageFor(request: PublishRequest, protocol: string): string {
  return request.structure?.[protocol] ?? request.structure?.default ?? request.message;
}

function parseStructure(kind: string | undefined, message: string): Readonly<Record<string, string>> | undefined {
  if (kind === undefined || kind === '') return undefined;
  if (kind !== 'json') throw invalidParameter('MessageStructure');
  const parsed = parseJson(message);
  if (!isJsonObject(parsed)) throw invalidParameter('Message Structure - JSON message body failed to parse');
  const texts: Record<string, string> = {};
  for (const [protocol, text] of Object.entries(parsed)) {
    // "Non-string values will cause the key to be ignored": API_Publish, MessageStructure.
    if (typeof text === 'string') texts[protocol] = text;
  }
  if (texts.default === undefined) throw invalidParameter('Message Structure - No default entry in JSON message body');
  return texts;
}

function parseFifoId(input: JsonObject, name: string): string | undefined {
  const id = optionalString(input, name);
  if (id !== undefined && !/^[!-~]{1,128}$/.test(id)) {
    throw invalidParameter(
      `The ${name} parameter can only include alphanumeric and punctuation characters. 1 to 128 in length`,
    );
  }
  return id;
}
