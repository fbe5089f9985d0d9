import { type Context, util } from '@aws-appsync/utils';
import { platformKey } from '../../functions/rules/keys.ts';
import type { MutationHoldPlatformArgs, Platform } from '../../schema/generated/types.ts';
import { alsoRead } from './alsoRead.ts';
import { callerOf } from './callerOf.ts';
import { canonicalArguments } from './canonicalArguments.ts';
import { envOf } from './envOf.ts';
import { platformOf } from './platformOf.ts';
import { stashOf } from './stash.ts';

// The handlers of `holdPlatform` and `releasePlatform`. Their steps write the platform that is left here, as `guard`
// has read it.

export function request(ctx: Context<MutationHoldPlatformArgs>): Record<string, never> {
  const { platform } = ctx.args.input;
  const stash = stashOf(ctx);
  const row = { platform, since: util.time.nowISO8601() };
  const caller = callerOf(ctx.identity);
  stash.platform =
    ctx.info.fieldName === 'holdPlatform' ? { ...row, heldBecause: 'PLATFORM_HELD_BY_ADMIN', heldBy: caller.id } : row;
  stash.arguments = canonicalArguments(ctx.args.input);
  alsoRead(ctx, { [envOf(ctx).PLATFORMS_TABLE]: [platformKey(platform)] });
  return {};
}

export function response(ctx: Context<MutationHoldPlatformArgs>): { platform: Platform } {
  return { platform: platformOf(ctx.args.input.platform, stashOf(ctx).platform) };
}
