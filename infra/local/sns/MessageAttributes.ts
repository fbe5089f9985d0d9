import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import { invalidParameter } from './errors.ts';
import { optionalObject, optionalString, utf8Length } from './input.ts';

export interface MessageAttribute {
  /** `String`, `String.Array`, `Number`, `Binary`, or one of these with a custom suffix. */
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

const namePattern = /^(?!aws\.|amazon\.)(?!.*\.\.)(?!\.)[A-Za-z0-9_.-]{1,256}(?<!\.)$/i;

/**
 * The names of SNS's own that are documented and have a meaning here.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-msg-attr-mobile-reserved.html
 * https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html
 */
const reservedNames = new Set([
  ...['APNS', 'APNS_SANDBOX', 'APNS_VOIP', 'APNS_VOIP_SANDBOX', 'FCM', 'GCM'].map(
    (platform) => `AWS.SNS.MOBILE.${platform}.TTL`,
  ),
  ...['COLLAPSE_ID', 'PRIORITY', 'PUSH_TYPE', 'TOPIC'].map((name) => `AWS.SNS.MOBILE.APNS.${name}`),
  ...['MaxPrice', 'SenderID', 'SMSType'].map((name) => `AWS.SNS.SMS.${name}`),
]);

/** Reads Publish's message attributes, checked as SNS checks them: name, type, and a value that is not empty. */
export function parseMessageAttributes(input: JsonObject): MessageAttributes {
  const parsed: Record<string, MessageAttribute> = {};
  const raw = optionalObject(input, 'MessageAttributes') ?? {};
  for (const [name, value] of Object.entries(raw)) {
    if (!reservedNames.has(name) && !namePattern.test(name)) {
      throw invalidParameter(`MessageAttributes Reason: invalid name '${name}'`);
    }
    if (!isJsonObject(value)) throw invalidParameter(`MessageAttributes Reason: '${name}' has no value`);
    parsed[name] = parseMessageAttribute(name, value);
  }
  return parsed;
}

function parseMessageAttribute(name: string, value: JsonObject): MessageAttribute {
  const type = optionalString(value, 'DataType') ?? '';
  const base = type.split('.')[0];
  const wrong = (reason: string) => invalidParameter(`The message attribute '${name}' ${reason}`);
  if (base !== 'String' && base !== 'Number' && base !== 'Binary') {
    throw wrong(
      `has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  if (base === 'Binary') {
    const binary = optionalString(value, 'BinaryValue');
    if (binary === undefined || binary === '') {
      throw wrong(`must contain non-empty message attribute value for message attribute type '${type}'.`);
    }
    return { DataType: type, BinaryValue: binary };
  }
  const text = optionalString(value, 'StringValue');
  if (text === undefined || text === '') {
    throw wrong(`must contain non-empty message attribute value for message attribute type '${type}'.`);
  }
  if (base === 'Number' && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    throw wrong('has an invalid value: a Number must be a decimal number.');
  }
  if (type === 'String.Array' && !Array.isArray(parseJson(text))) {
    throw wrong('has an invalid value: a String.Array must be a JSON array.');
  }
  return { DataType: type, StringValue: text };
}

/** Returns the bytes of attributes that count towards a message's 256 KiB: names, types and values. */
export function messageAttributesSize(attributes: MessageAttributes): number {
  let size = 0;
  for (const [name, attribute] of Object.entries(attributes)) {
    size += utf8Length(name) + utf8Length(attribute.DataType);
    size +=
      attribute.StringValue === undefined
        ? Buffer.from(attribute.BinaryValue ?? '', 'base64').length
        : utf8Length(attribute.StringValue);
  }
  return size;
}

/** Returns `undefined` for text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
