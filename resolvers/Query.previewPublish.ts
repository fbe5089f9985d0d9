import { type Context, util } from '@aws-appsync/utils';
import { chooseText } from '../functions/domain/message/chooseText.ts';
import { readContent, readOptions } from '../functions/domain/message/readContent.ts';
import { validateContent } from '../functions/domain/message/validateContent.ts';
import type { PreviewPublishPayload, QueryPreviewPublishArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { platformPayloads } from './shared/platformPayloads.ts';
import { refuseOptions } from './shared/refuseOptions.ts';
import { refuseProblem } from './shared/refuseProblem.ts';

export function request(ctx: Context<QueryPreviewPublishArgs>): { payload: PreviewPublishPayload } {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  const content = readContent(input.content);
  const options = readOptions(input.options);
  refuseProblem(validateContent(content, options.pushType === 'BACKGROUND'));
  refuseOptions(options);
  return { payload: { payloads: platformPayloads(content, options, chooseText(content, input.locale)) } };
}

export function response(ctx: Context): PreviewPublishPayload {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  return ctx.result;
}
