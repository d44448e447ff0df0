import { BlockList, isIP } from 'node:net';

const blocked = new BlockList();
blocked.addSubnet('169.254.0.0', 16, 'ipv4'); // link-local, and the metadata service of most clouds
blocked.addSubnet('fe80::', 10, 'ipv6');
blocked.addAddress('100.100.100.200', 'ipv4'); // Alibaba Cloud
blocked.addAddress('192.0.0.192', 'ipv4'); // Oracle Cloud
blocked.addAddress('168.63.129.16', 'ipv4'); // Azure's host
blocked.addAddress('fd00:ec2::254', 'ipv6'); // AWS
const names: readonly string[] = ['metadata', 'metadata.google.internal', 'metadata.goog', 'instance-data', 'instance-data.ec2.internal'];

/**
 * Whether an address is a link-local or metadata one, which gives credentials of the machine to whoever asks. Numbers are known in any
 * way of writing them; a name that leads there by DNS is not looked up.
 */
export function isForbiddenAddress(baseURL: string): boolean {
  const host = (URL.parse(baseURL)?.hostname ?? '').replace(/^\[|\]$|\.$/g, '').toLowerCase();
  const version = isIP(host);
  if (version === 0) return names.includes(host);
  return blocked.check(host, version === 6 ? 'ipv6' : 'ipv4');
}
