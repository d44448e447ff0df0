const net = () => process.getBuiltinModule('node:net');

const defaultPorts: { readonly [protocol: string]: string } = { 'http:': '80', 'https:': '443' };

const isAddress = (host: string): boolean => net().isIP(host) !== 0;
const familyOf = (address: string): 'ipv4' | 'ipv6' => (address.includes(':') ? 'ipv6' : 'ipv4');

/** Without the brackets of IPv6, and the dot at the end, which only says that a name is whole. */
const plain = (host: string): string => host.toLowerCase().replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
/** An IPv6 address as `URL` writes it. */
const canonical = (host: string): string => (host.includes(':') ? plain(URL.parse(`http://[${host}]/`)?.hostname ?? '') : host);

/** Whether an address is in a range such as `10.0.0.0/8`; in none that is written wrong. */
function isInRange(address: string, range: string): boolean {
  const slash = range.indexOf('/');
  const start = range.slice(0, slash);
  const list = new (net().BlockList)();
  try {
    list.addSubnet(plain(start), Number.parseInt(range.slice(slash + 1), 10), familyOf(start));
  } catch {
    return false;
  }
  return list.check(address, familyOf(address));
}

/**
 * Whether a list such as `no_proxy` has a rule for an address. Rules stand between commas or blanks, in any case: a name, also with
 * a dot or `*.` before it, means the name and all below it; `*` means all; an IP address means itself; a range such as `10.0.0.0/8`
 * the addresses in it. Each but a range may have a port. No name is looked up, and this machine is no exception unless it is listed.
 */
export function isExempt({ hostname, port, protocol }: URL, rules: string): boolean {
  const host = plain(hostname);
  const target = port === '' ? defaultPorts[protocol] : port;
  return rules.split(/[\s,]+/).some((rule) => {
    if (rule.includes('/')) return isAddress(host) && isInRange(host, rule);
    const only = isAddress(plain(rule)) ? undefined : /:(\d+)$/.exec(rule)?.[1];
    if (only !== undefined && Number(only) !== Number(target)) return false;
    const name = only === undefined ? rule : rule.slice(0, -only.length - 1);
    const asked = plain(name).replace(/^\*?\./, '');
    if (asked === '*' || asked === '') return asked === '*';
    return host === canonical(asked) || (!isAddress(host) && host.endsWith(`.${asked}`));
  });
}
