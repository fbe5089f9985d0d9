import { type Context, util } from '@aws-appsync/utils';
import { isLanguageTag } from '../functions/rules/isLanguageTag.ts';
import { chooseText } from '../functions/rules/publishing/chooseText.ts';
import { messageLimits } from '../functions/rules/publishing/messageLimits.ts';
import { readContent, readOptions } from '../functions/rules/publishing/readMessage.ts';
import { renderedPayloads } from '../functions/rules/publishing/renderedPayloads.ts';
import { validateContent } from '../functions/rules/publishing/validateContent.ts';
import { validateOptions } from '../functions/rules/publishing/validateOptions.ts';
import { invalidInput, type Refusal } from '../functions/rules/Refusal.ts';
import type { PreviewPublishPayload, QueryPreviewPublishArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { refuse } from './shared/refuse.ts';

export function request(ctx: Context<QueryPreviewPublishArgs>): { payload: PreviewPublishPayload } {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  const content = readContent(input.content);
  const options = readOptions(input.options);
  refuse(validateContent(content, options.pushType === 'BACKGROUND'));
  refuse(validateOptions(options));
  refuse(validateLocale(input.locale));
  return {
    payload: { payloads: renderedPayloads({ content, options }, chooseText(content, input.locale), !!options.groupId) },
  };
}

function validateLocale(locale: string | null | undefined): Refusal | null {
  if (!locale || (locale.length <= messageLimits.locale && isLanguageTag(locale))) return null;
  const limit = `a BCP 47 language tag of at most ${messageLimits.locale} characters, such as pt-BR`;
  return invalidInput('input.locale', `${locale.length} characters, or no language tag`, limit);
}

export function response(ctx: Context): PreviewPublishPayload {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  return ctx.result;
}
