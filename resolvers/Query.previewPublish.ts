import { type Context, util } from '@aws-appsync/utils';
import { chooseText } from '../functions/rules/publishing/chooseText.ts';
import { readContent, readOptions, validateDraft } from '../functions/rules/publishing/readMessage.ts';
import { renderedPayloads } from '../functions/rules/publishing/renderedPayloads.ts';
import { validateLocale } from '../functions/rules/publishing/validateLocale.ts';
import { validateShape } from '../functions/rules/validateShape.ts';
import type { PreviewPublishPayload, QueryPreviewPublishArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { refuse } from './shared/refuse.ts';

export function request(ctx: Context<QueryPreviewPublishArgs>): { payload: PreviewPublishPayload } {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  const content = readContent(input.content);
  const options = readOptions(input.options);
  refuse(validateShape('input', { content, options, locale: input.locale }));
  refuse(validateDraft(content, options));
  refuse(input.locale ? validateLocale('input.locale', input.locale) : null);
  return {
    payload: { payloads: renderedPayloads({ content, options }, chooseText(content, input.locale), !!options.groupId) },
  };
}

export function response(ctx: Context): PreviewPublishPayload {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  return ctx.result;
}
