import { BlockList, isIPv4, isIPv6 } from 'node:net';

type Range = readonly [network: string, prefix: number];

/** What is not a public unicast address: https://www.iana.org/assignments/iana-ipv4-special-registry */
const NOT_PUBLIC_IPV4: readonly Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Carrier-grade NAT: inside of a provider, and of some clouds.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, and with it the metadata services of EC2 (169.254.169.254) and ECS (169.254.170.2).
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  // Relays of 6to4.
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast, reserved, broadcast.
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** All of IPv6 that is handed out to the public. What embeds an IPv4 address by ::/96, ::ffff:0:0/96 or NAT64 is outside. */
const PUBLIC_IPV6: Range = ['2000::', 3];

/** What is not public within: https://www.iana.org/assignments/iana-ipv6-special-registry */
const NOT_PUBLIC_IPV6: readonly Range[] = [
  // Protocol assignments: Teredo (which embeds an IPv4 address), benchmarking, ORCHID.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4: embeds an IPv4 address.
  ['2002::', 16],
  ['3fff::', 20],
];

function listOf(ranges: readonly Range[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

const notPublicIpv4 = listOf(NOT_PUBLIC_IPV4, 'ipv4');
const publicIpv6 = listOf([PUBLIC_IPV6], 'ipv6');
const notPublicIpv6 = listOf(NOT_PUBLIC_IPV6, 'ipv6');
const loopbackIpv4 = listOf([['127.0.0.0', 8]], 'ipv4');
const loopbackIpv6 = listOf([['::1', 128]], 'ipv6');

/** Whether an address is one of a host on the Internet. What is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublicIpv4.check(address, 'ipv4');
  // A zone, as in `fe80::1%eth0`, makes sense on this machine only.
  if (!isIPv6(address) || address.includes('%')) return false;
  return publicIpv6.check(address, 'ipv6') && !notPublicIpv6.check(address, 'ipv6');
}

export function isLoopbackAddress(address: string): boolean {
  if (isIPv4(address)) return loopbackIpv4.check(address, 'ipv4');
  return isIPv6(address) && !address.includes('%') && loopbackIpv6.check(address, 'ipv6');
}
