/**
 * Heliograph's client SDK: typed operations, live feeds that miss nothing, and step-up.
 * It works over any GraphQL client through a `Transport`. `amplify.ts` and `apollo.ts` make one.
 */
export type { ShowNumber } from './awaitApproval.ts';
export type { ErrorEntry } from './errorEntries.ts';
export * from './generated/operations.ts';
export { HeliographError } from './HeliographError.ts';
export type { LiveOptions } from './LiveFeed.ts';
export { type DeliveryEvent, type LiveDeliveriesOptions, liveDeliveries } from './liveDeliveries.ts';
export { type InboxChange, type InboxItem, type LiveInboxOptions, liveInbox } from './liveInbox.ts';
export { type LiveProgressOptions, liveProgress } from './liveProgress.ts';
export { type LivePublicationsOptions, livePublications, type Publication } from './livePublications.ts';
export type { Progress } from './Progress.ts';
export { registerInstallation } from './registerInstallation.ts';
export { signWithPasskey } from './signWithPasskey.ts';
export type { SubscriptionObserver, Transport } from './Transport.ts';
export { type AskForCode, type SignWithPasskey, type StepUpHandlers, withStepUp } from './withStepUp.ts';
