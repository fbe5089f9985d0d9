export function request() {
  return { payload: ['lobby'] };
}

export function response(ctx) {
  return ctx.result;
}
