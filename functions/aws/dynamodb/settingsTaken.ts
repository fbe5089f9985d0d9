import type { SubscriberSettings } from '../../rules/topics/TopicSubscriberRow.ts';

const names = ['filterPolicy', 'filterPolicyScope', 'rawDelivery', 'deliveryPolicy'] as const;

/** Returns the parts of an update expression that give a subscriber's row these settings and no others. */
export function settingsTaken(settings: SubscriberSettings) {
  const given = names.filter((name) => settings[name] !== undefined);
  return {
    sets: given.map((name) => `${name} = :${name}`),
    removes: ['wanted', ...names.filter((name) => settings[name] === undefined)],
    values: Object.fromEntries(given.map((name) => [`:${name}`, settings[name]])),
  };
}
