import type { Context } from '@aws-appsync/utils';
import { auditedEndpoint } from '../../functions/rules/audit/auditedEndpoint.ts';
import { type Condition, ifAbsent } from '../../functions/rules/Expression.ts';
import { type Key, topicSubscriberKey } from '../../functions/rules/keys.ts';
import type { SubscriberSettings, TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type { Act } from './adminTransaction.ts';
import { alsoRead, rowsAlsoRead } from './alsoRead.ts';
import type { Audited } from './changesBetween.ts';
import { envOf } from './envOf.ts';
import { stashed } from './stash.ts';

/** Has `guard` read the subscriber whose endpoint is in the stash. */
export function readSubscriber(ctx: Context): void {
  alsoRead(ctx, { [envOf(ctx).TOPICS_TABLE]: [keyOf(ctx)] });
}

/** Returns the subscriber as `guard` read it, null if there is none. */
export function subscriberAsRead(ctx: Context): TopicSubscriberRow | null {
  const { sk } = keyOf(ctx);
  const rows = rowsAlsoRead<TopicSubscriberRow & Key>(ctx, envOf(ctx).TOPICS_TABLE);
  return rows.find((row) => row.sk === sk) ?? null;
}

/** Returns the condition that nothing else is wanted of the subscriber since it was read. */
export function subscriberAsItWas(before: TopicSubscriberRow | null): Condition {
  return before ? { expression: 'revision = :wasRevision', values: { ':wasRevision': before.revision } } : ifAbsent;
}

/** Returns what happens to a subscriber, which is removed if `after` is null. */
export function subscriberChange(ctx: Context, after: SubscriberSettings | null): Act {
  const before = subscriberAsRead(ctx);
  return {
    target: subscriberTarget(ctx),
    before: before && before.state !== 'REMOVING' ? { subscribed: true, ...auditedSettings(wantedOf(before)) } : null,
    after: after && { subscribed: true, ...auditedSettings(after) },
  };
}

/** Returns how the audit log names the subscriber. */
export function subscriberTarget(ctx: Context): Act['target'] {
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  return `topicSubscriber/${ctx.args.input.topicId}/${auditedEndpoint(protocol, endpoint)}`;
}

function keyOf(ctx: Context): Key {
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  return topicSubscriberKey(ctx.args.input.topicId, protocol, endpoint);
}

/** Returns the settings that admins gave it last, which SNS may not have taken yet. */
function wantedOf(row: TopicSubscriberRow): SubscriberSettings {
  return row.state === 'ADDING' && row.wanted ? row.wanted : row;
}

function auditedSettings(settings: SubscriberSettings): Audited {
  const { filterPolicy, filterPolicyScope, rawDelivery, deliveryPolicy: delivery } = settings;
  return { filterPolicy: filterPolicy && JSON.parse(filterPolicy), filterPolicyScope, rawDelivery, delivery };
}
