let calls = 0;

/** Stock in batches, totals one by one. */
export async function handler(event) {
  if (Array.isArray(event)) {
    calls += 1;
    return event.map(({ id }) =>
      id === 'gone'
        ? { data: null, errorMessage: 'No stock is kept.', errorType: 'NoStock' }
        : { data: calls * 100 + id.length },
    );
  }
  const { price, quantity } = event;
  if (quantity < 0) throw new RangeError('A quantity cannot be negative.');
  return { total: price * quantity, currency: 'EUR' };
}

/** Lets `tenant-*` in; guests see no stock. */
export async function authorize({ authorizationToken }) {
  const tenant = authorizationToken.replace(/^token-/, '');
  return {
    isAuthorized: authorizationToken.startsWith('token-'),
    resolverContext: { tenant },
    deniedFields: tenant === 'guest' ? ['Product.stock'] : [],
    ttlOverride: 60,
  };
}
