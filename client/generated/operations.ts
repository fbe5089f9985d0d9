/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type ApnsAddressInput = {
  /** Whether the build uses the development environment (`aps-environment: development`). */
  readonly sandbox?: boolean | null | undefined;
  /** The device token in hexadecimal: an even number of 2–400 digits. */
  readonly token: string;
};

export type DeliveryReason =
  /** The platform application's credentials were refused. Retryable once they are mended. */
  | 'CREDENTIALS_INVALID'
  /** The device was unregistered, or went to another user, after the message was accepted. Not retryable. */
  | 'DEVICE_GONE'
  /** The endpoint was disabled before sending. Not retryable until the app registers again. */
  | 'ENDPOINT_DISABLED'
  /** Anything else. Retryable. */
  | 'INTERNAL'
  /** The push service refused the content. Not retryable. */
  | 'INVALID_PAYLOAD'
  /** The push service says the token is dead; the device is disabled. Not retryable until the app registers again. */
  | 'INVALID_TOKEN'
  /** Over the push service's limit. Not retryable. */
  | 'PAYLOAD_TOO_LARGE'
  /** The push service did not answer. Retryable. */
  | 'PROVIDER_UNAVAILABLE'
  /** SNS or the push service was throttling until the attempts ran out. Retryable. */
  | 'THROTTLED'
  /** The token belongs to other credentials (FCM's SENDER_ID_MISMATCH). Not retryable. */
  | 'TOKEN_MISMATCH'
  /** The push service let it lapse. Not retryable. */
  | 'TTL_EXPIRED';

export type DeviceStatus =
  /** Its token is dead; it gets no messages until the app registers again. */
  | 'DISABLED'
  /** Messages are sent to it. */
  | 'ENABLED';

export type FcmAddressInput = {
  /** The registration token: 1–4,096 characters without white space. */
  readonly token: string;
};

/** A push address. A tagged union: exactly one member is given, so that new kinds of address fit in. */
export type PushAddressInput = {
  readonly apns?: ApnsAddressInput | null | undefined;
  readonly fcm?: FcmAddressInput | null | undefined;
};

/** The push service behind an address. Each is one SNS platform application. */
export type PushPlatform =
  /** Apple Push Notification service, production. */
  | 'APNS'
  /** Apple Push Notification service, development builds. */
  | 'APNS_SANDBOX'
  /** Firebase Cloud Messaging (SNS calls it GCM). */
  | 'FCM';

export type RegisterDeviceInput = {
  readonly address: PushAddressInput;
  /** At most 64 characters. */
  readonly appVersion?: string | null | undefined;
  /** Chosen by the app and kept for the life of the installation: 1–128 characters of `A–Z a–z 0–9 . _ -`. */
  readonly deviceId: string;
  /** BCP 47, at most 35 characters. */
  readonly locale?: string | null | undefined;
  /** At most 128 characters. */
  readonly name?: string | null | undefined;
  /** IANA name, at most 64 characters. */
  readonly timeZone?: string | null | undefined;
};

export type UnregisterDeviceInput = {
  readonly deviceId: string;
};

export type DeviceFieldsFragment = { readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number };

export type RegisterDeviceMutationVariables = Exact<{
  input: RegisterDeviceInput;
}>;


export type RegisterDeviceMutation = { readonly registerDevice: { readonly created: boolean, readonly device: { readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number } } };

export type UnregisterDeviceMutationVariables = Exact<{
  input: UnregisterDeviceInput;
}>;


export type UnregisterDeviceMutation = { readonly unregisterDevice: { readonly deviceId: string, readonly unregistered: boolean } };

export type DevicesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DevicesQuery = { readonly devices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DeviceQueryVariables = Exact<{
  id: string;
}>;


export type DeviceQuery = { readonly device: { readonly id: string, readonly platform: PushPlatform, readonly status: DeviceStatus, readonly disabledReason: DeliveryReason | null, readonly name: string | null, readonly appVersion: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly registeredAt: string, readonly lastSeenAt: string, readonly addressVersion: number } | null };

export const DeviceFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<DeviceFieldsFragment, unknown>;
export const RegisterDeviceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RegisterDevice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterDeviceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registerDevice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"created"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<RegisterDeviceMutation, RegisterDeviceMutationVariables>;
export const UnregisterDeviceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnregisterDevice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnregisterDeviceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unregisterDevice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deviceId"}},{"kind":"Field","name":{"kind":"Name","value":"unregistered"}}]}}]}}]} as unknown as DocumentNode<UnregisterDeviceMutation, UnregisterDeviceMutationVariables>;
export const DevicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Devices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"devices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<DevicesQuery, DevicesQueryVariables>;
export const DeviceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Device"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"device"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeviceFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"appVersion"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"addressVersion"}}]}}]} as unknown as DocumentNode<DeviceQuery, DeviceQueryVariables>;