import { util } from '@aws-appsync/utils';
import { transactWrite } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { from, to, owner } = ctx.args;
  const table = ctx.env.TABLE;
  return transactWrite({
    items: [
      { deleteItem: { table, key: { id: from }, condition: { id: { attributeExists: true } } } },
      { putItem: { table, key: { id: to }, item: { owner, title: `moved from ${from}`, version: 1 } } },
    ],
  });
}

export function response(ctx) {
  const { error, result } = ctx;
  if (error) util.error(error.message, error.type, null, result.cancellationReasons);
  return { id: ctx.args.to, owner: ctx.args.owner, title: `moved from ${ctx.args.from}`, version: 1 };
}
