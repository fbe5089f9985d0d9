import type { DeliveryPriority, PushType } from '../../../schema/generated/types.ts';

/** `ContentInput` with its JSON members parsed; null members may be missing or null. */
export interface MessageContent {
  readonly title?: string | null | undefined;
  readonly body?: string | null | undefined;
  readonly data?: Readonly<Record<string, string>> | null | undefined;
  readonly badge?: number | null | undefined;
  readonly sound?: string | null | undefined;
  readonly image?: string | null | undefined;
  readonly deepLink?: string | null | undefined;
  readonly category?: string | null | undefined;
  readonly thread?: string | null | undefined;
  readonly localizations?: readonly Localization[] | null | undefined;
  readonly overrides?:
    | { readonly apns?: JsonMembers | null | undefined; readonly fcm?: JsonMembers | null | undefined }
    | null
    | undefined;
}

export interface Localization {
  readonly locale: string;
  readonly title?: string | null | undefined;
  readonly body?: string | null | undefined;
}

export type JsonMembers = Readonly<Record<string, unknown>>;

/** `DeliveryOptionsInput` with its defaults filled in. */
export interface DeliveryOptions {
  /** Seconds. */
  readonly timeToLive: number;
  readonly priority: DeliveryPriority;
  readonly collapseId?: string | null | undefined;
  readonly pushType: PushType;
  /** Messages with the same one reach each user in order. */
  readonly groupId?: string | null | undefined;
}
