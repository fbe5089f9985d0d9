export function request(ctx) {
  return { payload: { name: `Supplier of ${ctx.source.name}` } };
}

export function response(ctx) {
  return ctx.result;
}
