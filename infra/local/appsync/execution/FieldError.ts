import type { JsonValue } from '../../platform/Json.ts';
import type { ResolverError } from '../runtime/ResolverCode.ts';

/**
 * An error that ends a field, from its resolver or its authorization.
 * It stands at the top level of its entry in `errors`.
 */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  readonly errorType: string | null;
  readonly data: JsonValue;
  readonly errorInfo: JsonValue;

  constructor(error: ResolverError) {
    super(error.message);
    this.errorType = error.errorType;
    this.data = error.data;
    this.errorInfo = error.errorInfo;
  }
}

/** Returns the error of a field that its caller may not see. */
export function fieldUnauthorized(typeName: string, fieldName: string): FieldError {
  return new FieldError({
    message: `Not Authorized to access ${fieldName} on type ${typeName}`,
    errorType: 'Unauthorized',
    data: null,
    errorInfo: null,
  });
}
