import type { Context } from '@aws-appsync/utils';
import { readContent, readOptions, validateDraft } from '../functions/rules/publishing/readMessage.ts';
import { validateLocale } from '../functions/rules/publishing/validateLocale.ts';
import { validateShape } from '../functions/rules/validateShape.ts';
import type { PreviewPublishPayload, QueryPreviewPublishArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { refuse } from './shared/refuse.ts';
import { stashOf } from './shared/stash.ts';

/** Judges what the caller gave as `publish` does, for `renderPreview`. */
export function request(ctx: Context<QueryPreviewPublishArgs>): Record<string, never> {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  const content = readContent(input.content);
  const options = readOptions(input.options);
  refuse(validateShape('input', { content, options, locale: input.locale }));
  refuse(validateDraft(content, options));
  refuse(input.locale ? validateLocale('input.locale', input.locale) : null);
  stashOf(ctx).previewed = { content, options };
  return {};
}

export function response(ctx: Context): PreviewPublishPayload {
  return ctx.prev.result as PreviewPublishPayload;
}
