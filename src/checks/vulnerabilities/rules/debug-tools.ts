import { offenceOfPackages } from "../installed.ts";
import type { ScanRule } from "../scan-rule.ts";

/** Packages whose programs fetch, listen, trace or open other machines, as distributions name them. */
const tools: ReadonlySet<string> = new Set([
  "bind-tools",
  "bind-utils",
  "bind9-dnsutils",
  "bind9-host",
  "curl",
  "curl-minimal",
  "dnsutils",
  "dropbear",
  "gdb",
  "gdbserver",
  "inetutils-telnet",
  "iputils",
  "iputils-ping",
  "ltrace",
  "lsof",
  "masscan",
  "mtr",
  "ncat",
  "netcat",
  "netcat-openbsd",
  "netcat-traditional",
  "nmap",
  "nmap-ncat",
  "openssh-client",
  "openssh-client-default",
  "openssh-clients",
  "openssh-server",
  "socat",
  "strace",
  "sudo",
  "tcpdump",
  "telnet",
  "tshark",
  "wget",
  "wget2",
  "wireshark",
]);

/** Tools in the image that serve whoever looks around in it. */
export const debugToolsInImage: ScanRule = {
  id: "image/debug-tools",
  check: "vulnerabilities",
  title: "The image has tools for debugging or fetching",
  severity: "low",
  rationale:
    "What helps to find a fault in a container helps an attacker in it just as well: to fetch a second stage, to listen " +
    "to the network, to read another process or to move on to the next machine.",
  remediation:
    "Leave the tools out of the image that runs, and attach an ephemeral container with them when they are needed: " +
    "kubectl debug POD --image=IMAGE-WITH-TOOLS.",
  example: {
    bad: "FROM debian:13\nRUN apt-get install -y curl tcpdump",
    good: "FROM debian:13\nADD --checksum=sha256:… https://example.com/app /app",
  },
  kinds: [],
  source: "S1",
  standards: { nsa: ["2"] },
  equivalents: {},
  judge: (subject) => offenceOfPackages("tools for debugging or fetching", tools, subject),
};
