import { createHash } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import { objectMap, optionalString } from './input.ts';

interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

const MOST_ATTRIBUTES = 10;

/** Reads message attributes, checked as SendMessage checks them. */
export function parseMessageAttributes(input: JsonObject, name = 'MessageAttributes'): MessageAttributes {
  const parsed: Record<string, MessageAttribute> = {};
  const entries = Object.entries(objectMap(input, name));
  if (entries.length > MOST_ATTRIBUTES) {
    throw invalid(`Number of message attributes [${entries.length}] exceeds the allowed maximum [${MOST_ATTRIBUTES}].`);
  }
  for (const [key, value] of entries) {
    if (!/^(?!aws\.|amazon\.)(?!\.)(?!.*\.\.)[A-Za-z0-9_.-]{1,256}(?<!\.)$/i.test(key)) {
      throw invalid(`The message attribute name '${key}' is invalid.`);
    }
    const type = optionalString(value, 'DataType') ?? '';
    const base = type.split('.')[0];
    if (base !== 'String' && base !== 'Number' && base !== 'Binary') {
      throw invalid(
        `The type of message (user) attribute '${key}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
      );
    }
    const member = base === 'Binary' ? 'BinaryValue' : 'StringValue';
    const content = optionalString(value, member);
    if (content === undefined || content === '') {
      throw invalid(
        `The message (user) attribute '${key}' must contain a non-empty value of type '${base === 'Binary' ? 'Binary' : 'String'}'.`,
      );
    }
    if (base === 'Number' && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(content)) {
      throw invalid(`Can't cast the value of message (user) attribute '${key}' to a number.`);
    }
    parsed[key] = { DataType: type, [member]: content };
  }
  return parsed;
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

export function messageAttributesSize(attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce(
    (size, [name, attribute]) =>
      size + Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + contentOf(attribute).length,
    0,
  );
}

/**
 * Returns the digest of message attributes.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function messageAttributesMd5(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const attribute = attributes[name];
    if (attribute === undefined) continue;
    hash.update(withLength(Buffer.from(name))).update(withLength(Buffer.from(attribute.DataType)));
    hash.update(Buffer.from([attribute.StringValue === undefined ? 2 : 1])).update(withLength(contentOf(attribute)));
  }
  return hash.digest('hex');
}

export function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

function contentOf(attribute: MessageAttribute): Buffer {
  return attribute.StringValue === undefined
    ? Buffer.from(attribute.BinaryValue ?? '', 'base64')
    : Buffer.from(attribute.StringValue, 'utf8');
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
