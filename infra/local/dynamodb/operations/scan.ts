import type { AwsOperation } from '../../platform/AwsApi.ts';
import { validationError } from '../errors.ts';
import { segmentBoundary } from '../values/keyEncoding.ts';
import { optionalInteger, optionalString } from './input.ts';
import { parsePage, readPage, startPosition } from './page.ts';
import { tablePermission } from './permissions.ts';
import type { Services } from './Services.ts';

const MAXIMUM_SEGMENTS = 1_000_000;

export function scan(services: Services): AwsOperation {
  return {
    permissions(input) {
      const index = optionalString(input, 'IndexName');
      return [tablePermission(services, 'Scan', input, { keys: [], ...(index === undefined ? {} : { index }) })];
    },
    run(input) {
      const segment = optionalInteger(input, 'Segment', 0, MAXIMUM_SEGMENTS - 1);
      const total = optionalInteger(input, 'TotalSegments', 1, MAXIMUM_SEGMENTS);
      if (segment !== undefined && total === undefined) {
        throw validationError(
          'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
        );
      }
      if (total !== undefined && segment === undefined) {
        throw validationError(
          'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
        );
      }
      if (segment !== undefined && total !== undefined && segment >= total) {
        throw validationError(
          `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
        );
      }
      const request = parsePage(services.store, input, 'Scan');
      const after = startPosition(request);
      const hashFrom = segmentBoundary(segment ?? 0, total ?? 1);
      const hashBefore = segmentBoundary((segment ?? 0) + 1, total ?? 1);
      if (
        after !== undefined &&
        ((hashFrom !== undefined && Buffer.compare(after.hash, hashFrom) < 0) ||
          (hashBefore !== undefined && Buffer.compare(after.hash, hashBefore) >= 0))
      ) {
        throw validationError(
          'The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. ' +
            `TotalSegments: ${total} Segment: ${segment}`,
        );
      }
      return readPage(services, request, { hashFrom, hashBefore, after });
    },
  };
}
