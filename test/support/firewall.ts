import { onlyCounted } from '../../infra/aws/firewall/rules.ts';

/** Bytes of a body that AWS WAF sees before an AppSync API. */
const SEEN_BYTES = 8192;

/**
 * Rules of AWS's managed groups on bodies, by what AWS publishes of them: the purpose and an example each. The rules
 * themselves are secret. So this finds a body that a rule surely stops, and cannot tell that one passes.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
const published: Readonly<Record<string, (seen: string, body: Buffer) => boolean>> = {
  SizeRestrictions_BODY: (_, { length }) => length > SEEN_BYTES,
  CrossSiteScripting_BODY: (seen) => /<script/i.test(seen),
  EC2MetaDataSSRF_BODY: (seen) => seen.includes('169.254.169.254'),
  GenericLFI_BODY: (seen) => seen.includes('../../'),
  // A web hook on this machine has an address that no deployed one has.
  GenericRFI_BODY: (seen) => /\b(https?|ftps?|file):\/\/(?!127\.0\.0\.1\b)\d{1,3}(\.\d{1,3}){3}\b/i.test(seen),
  Log4JRCE_BODY: (seen) => /\$\{jndi:/i.test(seen),
  JavaDeserializationRCE_BODY: (seen) => seen.includes('java.lang.Runtime'),
};

/** Returns the rules of our web ACL that would block a request to the API with this body. */
export function blockedBy(body: string): readonly string[] {
  const bytes = Buffer.from(body);
  const seen = bytes.subarray(0, SEEN_BYTES).toString('utf8');
  return Object.entries(published)
    .filter(([rule, matches]) => !onlyCounted.includes(rule) && matches(seen, bytes))
    .map(([rule]) => rule);
}
