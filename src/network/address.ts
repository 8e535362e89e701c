import { BlockList, isIP } from "node:net";

/** Where an address leads: only `public` ones may be contacted without somebody having named the host. */
export type AddressKind = "public" | "loopback" | "private" | "metadata";

/** Cloud services that hand credentials to whoever asks; no registry lives there. */
const metadata = blockList(
  ["169.254.169.254/32", "169.254.170.2/32", "169.254.170.23/32", "100.100.100.200/32"],
  ["168.63.129.16/32", "192.0.0.192/32"],
  ["fd00:ec2::254/128", "fd00:ec2::23/128", "fd20:ce::254/128"],
);

const loopback = blockList(["127.0.0.0/8"], ["::1/128"]);

/** Everything else in IANA's special-purpose registries that is not globally reachable. */
const notPublic = blockList(
  ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12"],
  ["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"],
  ["198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  // Unspecified and IPv4-compatible, local NAT64, discard, Teredo and its like, documentation, 6to4.
  ["::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16"],
  ["5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"],
);

/** What kind of address this is, also when IPv6 wraps it; text that is no address is not public. */
export function kindOfAddress(text: string): AddressKind {
  const address = text.replace(/%.*$/s, "");
  const version = isIP(address);
  if (version === 0) return "private";
  const family = version === 4 ? "ipv4" : "ipv6";
  if (metadata.check(address, family)) return "metadata";
  if (loopback.check(address, family)) return "loopback";
  return notPublic.check(address, family) ? "private" : "public";
}

/** IPv4 ranges also match when IPv6 maps them (the list does so itself) or NAT64 wraps them. */
function blockList(...ranges: readonly (readonly string[])[]): BlockList {
  const list = new BlockList();
  for (const range of ranges.flat()) {
    const [network = "", prefix = ""] = range.split("/");
    if (isIP(network) === 4) {
      list.addSubnet(network, Number(prefix), "ipv4");
      list.addSubnet(`64:ff9b::${network}`, 96 + Number(prefix), "ipv6");
    } else list.addSubnet(network, Number(prefix), "ipv6");
  }
  return list;
}
