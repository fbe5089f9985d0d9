import { type Context, util } from '@aws-appsync/utils';
import { chooseText } from '../../functions/rules/publishing/chooseText.ts';
import { renderedPayloads } from '../../functions/rules/publishing/renderedPayloads.ts';
import type { PreviewPublishPayload, QueryPreviewPublishArgs } from '../../schema/generated/types.ts';
import { stashed } from '../shared/stash.ts';

/** Renders a message for each platform, as `publish` would have it sent. */
export function request(ctx: Context<QueryPreviewPublishArgs>): { payload: PreviewPublishPayload } {
  const { content, options } = stashed(ctx, 'previewed');
  const text = chooseText(content, ctx.args.input.locale);
  return { payload: { payloads: renderedPayloads({ content, options }, text, !!options.groupId) } };
}

export function response(ctx: Context): PreviewPublishPayload {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  return ctx.result as PreviewPublishPayload;
}
